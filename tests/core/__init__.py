"""The ground floor, from outside."""
