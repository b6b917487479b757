"""NHS numbers that are valid and can belong to nobody: the 999 range, kept for tests.

The check digit is Modulus 11 (NHS Data Model and Dictionary): digits 1 to 9 by 10 to 2, remainder by 11, 11 minus it;
11 becomes 0 and 10 is never issued. Numbers that read the same backwards are left out, because national checks
reject them.
"""

import numpy as np

from babyhubs.simulation.randomness import Ints

_WEIGHTS = np.arange(10, 1, -1)
_POWERS = 10 ** np.arange(8, -1, -1)


def check_digits(bodies: Ints) -> Ints:
    """The check digit of nine-digit bodies; 10 where the body has none."""
    digits = bodies[:, None] // _POWERS % 10
    check = 11 - (digits * _WEIGHTS).sum(axis=1) % 11
    result: Ints = np.where(check == 11, 0, check)
    return result


def fictional_numbers(rng: np.random.Generator, size: int) -> list[str]:
    """`size` different valid numbers of the 999 range, in random order."""
    bodies = 999_000_000 + np.arange(1_000_000)
    check = check_digits(bodies)
    numbers = (bodies * 10 + check)[check < 10]
    written = [str(number) for number in rng.permutation(numbers)[: size + size // 10 + 10]]
    return [number for number in written if number != number[::-1]][:size]
