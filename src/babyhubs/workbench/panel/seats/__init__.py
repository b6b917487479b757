"""Seats: which groups have how many, from what the audit found, changed by a person with a reason that stays."""
