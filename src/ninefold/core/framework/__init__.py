"""A framework and its questionnaire, as data: read, checked, and asked for by code."""
