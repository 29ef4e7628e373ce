"""Covering people in pictures, and following where they go."""
