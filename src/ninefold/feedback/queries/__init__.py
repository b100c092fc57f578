"""What pages ask of the room."""
