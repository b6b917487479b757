"""The text of a discussion, out of the files in which people keep it."""
