"""What the program does when everything under it fails, in numbers: python -m tests.crash."""
