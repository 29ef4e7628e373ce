"""Erasing a film, a case or what concerns one person."""
