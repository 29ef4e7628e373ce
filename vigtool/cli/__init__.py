"""Headless verbs for scripts, tests and IT; the contract stands in docs/cli.md."""
