"""People: names as written, and how a typed or reported name finds its person."""
