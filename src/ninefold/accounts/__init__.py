"""Accounts: organisations, regions, people, roles and the audit trail."""
