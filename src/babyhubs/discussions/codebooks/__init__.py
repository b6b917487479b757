"""Codebooks that come with the program, as files: definitions in plain words of our own, with the source of each framework."""
