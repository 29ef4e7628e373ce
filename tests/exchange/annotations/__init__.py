"""The formats of other programs, written and read back by readers that are not ours."""
