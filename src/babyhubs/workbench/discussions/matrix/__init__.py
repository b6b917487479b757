"""The framework matrix: a row for each person, a column for each dimension, and a summary that stands on passages in each cell."""
