"""Privacy: what is kept of whom, why and until when; what goes; who was told what."""
