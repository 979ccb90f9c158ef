"""Pillar 3: events of the neighbourhood, with the partners who carry them."""
