"""Playing a film to the exact frame, picture and sound: what preparing, reviewing and masking share."""
