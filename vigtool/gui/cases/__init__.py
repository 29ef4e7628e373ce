"""Cases, their people, consents, films and sessions."""
