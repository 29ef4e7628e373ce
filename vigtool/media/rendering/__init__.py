"""Clips and reels: pieces of films, frames that stand and cards, written exactly as planned, and verified."""
