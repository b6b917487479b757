"""The draw: pool -> lottery, proof and tickets -> published digest -> number drawn in public -> seats. Then reserve and replacement.

Everything after the pool knows people by a number that means nothing: P001, P002.
"""
