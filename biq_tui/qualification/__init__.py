"""Pillar 1, the Basisqualifikation: curriculum, course runs, their dates and their people."""
