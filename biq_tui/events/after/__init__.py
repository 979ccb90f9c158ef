"""What remains of an event: how many came, what people say of it, and whose data go when."""
