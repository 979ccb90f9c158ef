"""Something is wrong: what a facilitator, or who helps her by telephone, has looked at first."""
