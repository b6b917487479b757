"""The bid: forms, counts, readability, the text of sections, and the checks."""
