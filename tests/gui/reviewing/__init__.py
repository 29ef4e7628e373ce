"""The shared review: its page, what is shown in it, the guider's notes, and its end."""
