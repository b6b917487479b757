"""Whom to ask: rows that follow from the audit's findings, the request to the care team, and how many answered it."""
