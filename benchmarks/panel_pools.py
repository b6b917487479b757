"""Synthetic pools of volunteers for the draw: seven features, a pool that leans away from the population, quotas of its shares."""

import numpy as np

from babyhubs.panel.people import Person
from babyhubs.panel.quotas import Quota

WIDTHS = (2, 6, 4, 5, 9, 3, 2)  # values a feature


def pool(
    people: int, seats: int, seed: int = 7, widths: tuple[int, ...] = WIDTHS
) -> tuple[tuple[Person, ...], tuple[Quota, ...]]:
    """Quotas are the population's seats rounded down and up, and one seat more either way."""
    random = np.random.default_rng(seed)
    quotas, answers = [], []
    for feature, width in enumerate(widths):
        share = random.dirichlet(np.full(width, 6.0))
        lean = share * random.uniform(0.4, 1.6, width)
        answers.append(random.choice(width, size=people, p=lean / lean.sum()))
        for value in range(width):
            wanted = float(share[value] * seats)
            quotas.append(
                Quota(f"f{feature}", f"v{value}", max(0, int(np.floor(wanted)) - 1), int(np.ceil(wanted)) + 1)
            )
    found = tuple(
        Person(f"p{place:05d}", {f"f{feature}": (f"v{row[place]}",) for feature, row in enumerate(answers)})
        for place in range(people)
    )
    return found, tuple(quotas)
