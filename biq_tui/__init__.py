"""The session room of a neighbourhood programme: sign-in, ideas and events, in a terminal."""

__version__ = "0.1.0"
