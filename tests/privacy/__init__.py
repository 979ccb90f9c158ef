"""Privacy: what is kept, who was told, what goes."""
