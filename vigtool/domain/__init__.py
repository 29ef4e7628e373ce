"""The field in plain Python: no Qt, no files, no clock."""
