"""Observed sessions with known truth: what an observer would have tapped in a room, in two models of clinic.

What comes out are taps as plain data, in seconds of a tenth; sealing them into logs is the business of whoever writes them.
"""
