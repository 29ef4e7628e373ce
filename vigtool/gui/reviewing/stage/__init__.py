"""What the clients look at: one moment, large and calm, and nothing else of the case or of the program."""
