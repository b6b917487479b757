"""Code books: the one that ships, a programme's own in versions, and which one is used."""
