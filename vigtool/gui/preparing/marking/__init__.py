"""Marking moments at the playhead: in and out, now, for as long as a key is held; what is taken off and put around."""
