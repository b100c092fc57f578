"""Whose interest in CPD sessions a page shows: one's own, and for leads how much of it there is, by topic and time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from ninefold.academy.models import CpdSession, Interest, Link, TimeOfWeek
from ninefold.academy.models.interest import InterestQuerySet
from ninefold.academy.queries.links import find_link
from ninefold.academy.queries.topics import all_topics
from ninefold.accounts.models import Person, Role


@dataclass(frozen=True)
class Demand:
    """How many would come to CPD sessions on a topic: all of them, and by the times of the week that suit them."""

    topic: str
    title: str
    count: int
    by_time: dict[str, int]


def title_of(topic: str) -> str:
    """What a topic is called; one that is there no more is called by its own word."""
    return dict(topic_choices()).get(topic, topic)


def topic_choices(*, retired: bool = True) -> list[tuple[str, str]]:
    """Every topic with what it is called, those that are shipped first; the retired ones too, unless said otherwise."""
    return [(topic.slug, topic.title) for topic in all_topics() if retired or not topic.retired]


def own_interest(person: Person) -> list[Interest]:
    """What somebody said they would come to, and was not offered yet."""
    return list(Interest.objects.standing().filter(person=person))


def interest_by_link(told: str, at: datetime) -> Interest | None:
    """What a link in a mail is about; None for one that leads to nothing, or to nothing any more."""
    link = find_link(told, Link.Purpose.INTEREST, at)
    return None if link is None else Interest.objects.filter(pk=link.about).first()


def dateless_session(number: str) -> CpdSession | None:
    """The CPD session of this number, if it is public and collects interest because it has no date."""
    if not number.isascii() or not number.isdecimal() or len(number) > 9:
        return None
    return CpdSession.objects.public().filter(pk=number, starts_at=None, cancelled_at=None).first()


def demanded(role: Role, topic: str = "", time: str = "") -> InterestQuerySet:
    """What people of a lead's region, or of a nation, said they would come to: on a topic, at a time of the week."""
    rows = Interest.objects.visible_to(role).standing().select_related("region")
    if topic:
        rows = rows.filter(topic=topic)
    return rows.filter(times__contains=time) if time in TimeOfWeek.values else rows


def demand(role: Role) -> list[Demand]:
    """How much of it there is, topic by topic, those wanted most first. One query, and no topic that nobody wants."""
    rows = list(demanded(role).values_list("topic", "times"))
    titles = dict(topic_choices())
    found = [_demand(topic, titles.get(topic, topic), rows) for topic in {topic for topic, _times in rows}]
    return sorted(found, key=lambda each: (-each.count, each.title))


def _demand(topic: str, title: str, rows: Sequence[tuple[str, str]]) -> Demand:
    said = [times.split() for of, times in rows if of == topic]
    by_time = {time: sum(time in times for times in said) for time in TimeOfWeek.values}
    return Demand(topic, title, len(said), by_time)
