"""Sentences for people: translation, and the words for errors, refusals, purposes and roles."""
