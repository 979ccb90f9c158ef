"""What every screen shares: fixed places, the line, the list drawn line by line, the QR code."""
