"""How the panel's tables came about."""
