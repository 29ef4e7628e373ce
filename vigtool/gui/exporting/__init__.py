"""Letting a clip or a still leave the vault, when everyone concerned consents."""
