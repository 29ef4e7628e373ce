"""Withdrawing consents, and telling what had left before."""
