"""The money of an event: planned, promised, spent."""
