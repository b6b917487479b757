"""Whether two observers saw the same: families aligned first, then time, codes, moments, places and counts."""
