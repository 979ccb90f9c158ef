"""The revision of the database that this program works with; nothing heavy comes along."""

HEAD = "0008"
"""The newest revision; a test compares it with the scripts in `migrations/versions`."""
