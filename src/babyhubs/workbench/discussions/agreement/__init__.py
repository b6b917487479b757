"""Two coders: how far they agree, where they differ, and what they decide together; whether enough was heard, and from whom not."""
