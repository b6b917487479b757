"""What goes wrong between a family's visit and a file of it: one small function for each fault.

Two classes. A recoverable fault hides the truth in a way that a documented rule undoes to the last row. A lossy fault
takes something away that no rule brings back: a report can only say what is missing and at whom.
"""
