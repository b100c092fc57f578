"""The keys of open questionnaires: a database of their own, which no backup of the main one contains."""
