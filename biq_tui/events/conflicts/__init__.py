"""What is booked twice: rooms, people, material, partners; and days on which many are away."""
