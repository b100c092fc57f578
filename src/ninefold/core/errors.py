"""The one family of errors that is meant for people to read."""


class NinefoldError(Exception):
    """Something a person can put right; its text says what is wrong, where, and what would be right."""


class SayableError(NinefoldError):
    """One whose text holds nothing that anybody wrote or answered, so that it may stand in a log."""
