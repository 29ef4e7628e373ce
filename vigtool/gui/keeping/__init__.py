"""The vault's own affairs: keys and users, locking, backup, checking."""
