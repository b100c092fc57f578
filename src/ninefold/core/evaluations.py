"""Which answers of an evaluation may be shown together, so that one more answer never shows what it says.

Answers are kept by the month in which they were given. Only months that are over count, and they are joined, the first
first, until there are five answers or more; only then are these shown, and never divided again. So what is shown
changes at the end of a month alone, and each time by at least five answers at once: whoever sets what was shown before
beside what is shown now learns the sum of five or more, and never one. A year has the joined months that end in it.
What is shown of a nation is the sum of what is shown of its regions, so that taking regions away from it tells no more.
"""

from collections.abc import Mapping
from datetime import date

FEWEST = 5


def joined_months(counts: Mapping[date, int], today: date, fewest: int = FEWEST) -> list[tuple[date, ...]]:
    """The months that may be shown, joined; `counts` has the first day of a month and how many answers it has.

    The last months stay out until there are enough of them.
    """
    this_month = today.replace(day=1)
    found: list[tuple[date, ...]] = []
    waiting: list[date] = []
    for month in sorted(month for month in counts if month < this_month):
        waiting.append(month)
        if sum(counts[each] for each in waiting) >= fewest:
            found.append(tuple(waiting))
            waiting = []
    return found
