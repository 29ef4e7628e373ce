"""How the engine's process locks itself in, with what the platform offers; nothing but the standard library."""
