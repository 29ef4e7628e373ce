"""Measurements: each prints a table that docs/performance.md quotes. Times are ratios to a peer in the same run."""
