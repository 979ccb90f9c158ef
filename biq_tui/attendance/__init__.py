"""Gatherings and who is there: the live sign-in, its line, its phone pages and its screens."""
