"""The code that a parent gets, to take back what they said. Shown once; the project keeps a digest of it."""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no letter that looks like a figure
GROUPS, LENGTH = 3, 4  # 59 bits: with a slow digest and few tries an hour nobody guesses one


def new_code() -> str:
    """Three groups of four, to be written down: K7PM-2QXD-94TB."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)) for _ in range(GROUPS))
