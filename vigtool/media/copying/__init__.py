"""Clips whose middle is copied from the film, bit for bit, so that only a few pictures at the ends are coded anew."""
