"""The papers of a course run: what stands on each is read here, how it looks is in its template."""
