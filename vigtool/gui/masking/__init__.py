"""Covering people who have not agreed: boxes on the picture, what is covered and what is open, how it will look."""
