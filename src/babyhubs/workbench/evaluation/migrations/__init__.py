"""The evaluation's tables, as they came about."""
