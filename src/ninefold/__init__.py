"""Ninefold: feedback for healthcare leaders, in confidence."""

__version__ = "0.1.0"
