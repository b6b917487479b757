"""Names and numbers that point to a person, out of the texts: sure ones at once, doubtful ones past a person's eyes."""
