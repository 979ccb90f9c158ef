"""All events: the list of the house, and the calendar with month, week, list and board."""
