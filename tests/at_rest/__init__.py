"""Encrypted data: who has the files and not the passphrase reads nothing."""
