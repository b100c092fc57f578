"""Lists of who was in a meeting, for the tests: the older layout, in London's time, days first."""

from datetime import datetime, timedelta

from ninefold.core.london import LONDON

FORMAT = "%d/%m/%Y, %H:%M:%S"


def listed(begins: datetime, *people: str | tuple[str, str, int]) -> bytes:
    """The list with these: a name, an address or none, and for how many minutes from the beginning; else 90."""
    start = begins.astimezone(LONDON)
    rows = []
    for each in people:
        name, email, stay = (each, "", 90) if isinstance(each, str) else each
        rows.append(f"{name}\t{start:{FORMAT}}\t{start + timedelta(minutes=stay):{FORMAT}}\t{stay}m\t{email}\n")
    return ("Full Name\tJoin Time\tLeave Time\tDuration\tEmail\n" + "".join(rows)).encode("utf-16")
