"""The engine: a child process without rights, in which films are decoded, and how the app speaks with it."""
