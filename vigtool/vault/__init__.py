"""Cryptography only here: age files, keys, the sealed journal, the index in memory."""
