"""Tools for those who work on vigtool; none of them is needed to run it."""
