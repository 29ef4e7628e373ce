"""Getting into a vault: open one, make one, keep the recovery key."""
