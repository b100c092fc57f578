"""What the room answers to a request."""
