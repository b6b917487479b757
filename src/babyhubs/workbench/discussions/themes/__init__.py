"""Themes: what the analyst concludes, the codes that it rests on, and the quotes that may be printed with it."""
