"""Films: guarded opening, frame index, exact frames, sound, stills, clips. PyAV is imported only here."""
