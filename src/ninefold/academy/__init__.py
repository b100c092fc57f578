"""The academy's own: the model to explore, the pages of the way on, and whom to ask."""
