"""The shared review: guider and clients look at the chosen moments together, and what the clients say is kept."""
