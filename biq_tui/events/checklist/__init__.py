"""What is to be done for an event, counted backwards from its day."""
