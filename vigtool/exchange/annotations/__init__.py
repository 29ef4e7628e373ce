"""The marks of a film in the formats of other programs: what leaves is written here, what comes in is read here."""
