"""How long things are kept: the clocks of a case, what has reached its time, and what is decided then."""
