"""Every change to places, people and roles: one function each, that checks, changes and records in one transaction."""
