"""Principle packs: choosing the one of a case, looking at it, loading one, putting one into another language."""
