"""The marks of a film to other programs, and from them."""
