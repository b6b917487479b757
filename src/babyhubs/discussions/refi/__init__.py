"""REFI-QDA, the exchange format of qualitative programs: tolerant in, strict out (specification 1.5, September 2019)."""
