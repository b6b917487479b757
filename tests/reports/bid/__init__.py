"""The bid as files."""
