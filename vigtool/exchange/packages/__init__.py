"""What lies in a package beside its films: the manifest, written one way only and read without goodwill."""
