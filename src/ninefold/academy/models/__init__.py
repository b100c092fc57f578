"""The tables of the room."""

from ninefold.academy.models.register import Evidence, Registration

__all__ = ["Evidence", "Registration"]
