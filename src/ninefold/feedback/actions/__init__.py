"""What is done in the room: each action is the one door to its change."""
