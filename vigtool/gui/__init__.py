"""The window. PySide6 is imported only here; folders are features and a feature knows no other."""
