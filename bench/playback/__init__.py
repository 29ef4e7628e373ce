"""Seeking and stepping to exact frames beside other players: same films, same targets, turn about in one run."""
