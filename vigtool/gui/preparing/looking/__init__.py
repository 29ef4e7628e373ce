"""Looking closely at the picture: nearer, mirrored, lighter, beside another frame; nothing of it is ever kept."""
