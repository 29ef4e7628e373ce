"""The Prepare workspace: micro-moments are found and described here. Knows no other feature of the window."""
