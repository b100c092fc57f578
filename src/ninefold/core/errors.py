"""The one family of errors that is meant for people to read."""


class NinefoldError(Exception):
    """Something a person can put right; its text says what is wrong, where, and what would be right."""
