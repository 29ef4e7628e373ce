"""vigtool: Video Interaction Guidance on a guider's own computer."""
