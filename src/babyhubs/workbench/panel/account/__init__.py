"""The log of the panel, and what is drafted from it."""
