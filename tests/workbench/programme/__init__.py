"""Programmes: kinds of work, and what turns amber."""
