"""Supervision in the window: who it is done with, what is handed over, what came, and what comes back."""
