"""The sign-in: its use cases, its door for phones, its screens."""
