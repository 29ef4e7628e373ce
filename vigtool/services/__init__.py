"""Use cases: the only writers, and each demands a Permit where consent rules."""
