"""Letting clips, reels, pictures and a family's own copy leave the vault, when everyone concerned consents."""
