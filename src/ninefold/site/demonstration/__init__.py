"""The demonstration: made-up people with 360s in every state, made by the actions that make the real thing."""
