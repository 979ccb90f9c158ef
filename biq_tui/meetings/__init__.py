"""Pillar 2: ideas at the speed of talk, groups of ideas, tasks, and minutes."""
