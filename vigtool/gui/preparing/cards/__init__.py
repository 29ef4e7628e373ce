"""The cards beside the picture: describing one moment, and finding one among many."""
