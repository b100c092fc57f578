"""Feedback: from answers to a report that somebody explores with a leader."""
