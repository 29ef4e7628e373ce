"""What leaves in other people's formats: session logs, sidecars, reports."""
