"""Topics of CPD sessions that a nation or region has besides those that are shipped: made, changed, retired."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify
from django.utils.translation import gettext as _

from ninefold.academy.models import Topic
from ninefold.academy.policies.cpd_sessions import check_can_prepare
from ninefold.academy.queries.topics import is_in_use, shipped_topics
from ninefold.accounts.actions.trail import record
from ninefold.accounts.models import LONGEST_NAME, Nation, Region
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError

LONGEST_ABOUT = 2000  # characters


@dataclass(frozen=True)
class Saying:
    """What is said of a topic. `counts_as_session`: a CPD session on it counts as one feedback session by default."""

    title: str
    about: str
    counts_as_session: bool = False


@transaction.atomic
def make_topic(*, body: Nation | Region, saying: Saying, by: By, at: datetime) -> Topic:
    """Let a nation or region have one more topic, for CPD sessions of its own; a nation's is for its regions too.

    Raises NinefoldError for a name that is taken or missing; NotAllowedError for who does not lead there.
    """
    check_can_prepare(by, body)
    _lock(body)
    title, about = _checked(saying, body)
    made = Topic.objects.create(
        nation=body if isinstance(body, Nation) else None,
        region=body if isinstance(body, Region) else None,
        slug=_free_slug(title, body),
        title=title,
        about=about,
        counts_as_session=saying.counts_as_session,
    )
    record(by=by, at=at, what="make topic", on=made)
    return made


@transaction.atomic
def change_topic(*, topic: Topic, saying: Saying, by: By, at: datetime) -> None:
    """Say something else of a topic. CPD sessions that are there keep what they say of themselves."""
    body = _body_of(topic)
    check_can_prepare(by, body)
    _lock(body, topic)
    topic.title, topic.about = _checked(saying, body, topic)
    topic.counts_as_session = saying.counts_as_session
    topic.save(update_fields=["title", "about", "counts_as_session"])
    record(by=by, at=at, what="change topic", on=topic)


@transaction.atomic
def retire_topic(*, topic: Topic, by: By, at: datetime) -> bool:
    """Let nothing new be on this topic; it goes for good if nothing ever was. Whether it is there still.

    What is on it stays as it is. To retire twice is to retire once.
    """
    body = _body_of(topic)
    check_can_prepare(by, body)
    _lock(body, topic)
    record(by=by, at=at, what="retire topic", on=topic)
    if not is_in_use(topic):
        topic.delete()
        return False
    if topic.retired_at is None:
        topic.retired_at = at
        topic.save(update_fields=["retired_at"])
    return True


@transaction.atomic
def bring_topic_back(*, topic: Topic, by: By, at: datetime) -> None:
    """Let CPD sessions be on it again. Raises NinefoldError where another has its name by now."""
    body = _body_of(topic)
    check_can_prepare(by, body)
    _lock(body, topic)
    _checked(Saying(topic.title, topic.about), body, topic)
    topic.retired_at = None
    topic.save(update_fields=["retired_at"])
    record(by=by, at=at, what="bring topic back", on=topic)


def _checked(saying: Saying, body: Nation | Region, topic: Topic | None = None) -> tuple[str, str]:
    """Title and description as they are kept."""
    title, about = " ".join(saying.title.split()), saying.about.strip()
    if not title or len(title) > LONGEST_NAME:
        raise NinefoldError(_("Give the topic a name of up to %(most)s characters.") % {"most": LONGEST_NAME})
    if not about or len(about) > LONGEST_ABOUT:
        raise NinefoldError(_("Say what it is about, in up to %(most)s characters.") % {"most": LONGEST_ABOUT})
    nation = body.nation_id if isinstance(body, Region) else body.pk
    of_it = Q(nation=nation) | Q(region=body) if isinstance(body, Region) else Q(nation=nation)
    others = Topic.objects.get_queryset().filter(of_it, retired_at__isnull=True)
    if topic is not None:
        others = others.exclude(pk=topic.pk)
    taken = [each.title for each in shipped_topics()] + [each.title for each in others]
    if title.casefold() in map(str.casefold, taken):
        raise NinefoldError(_("There is a topic “%(title)s” already. Choose another name.") % {"title": title})
    return title, about


def _free_slug(title: str, body: Nation | Region) -> str:
    """The word for it in addresses, which stays when the title changes. It names whose it is, so no other has it."""
    start = f"{slugify(title)[:40] or 'topic'}-{'r' if isinstance(body, Region) else 'n'}{body.pk}"
    taken = set(Topic.objects.get_queryset().filter(slug__startswith=start).values_list("slug", flat=True))
    return next(slug for number in range(1, len(taken) + 2) if (slug := f"{start}-{number}") not in taken)


def _lock(body: Nation | Region, topic: Topic | None = None) -> None:
    """One at a time of a nation or region, so that no two topics get the same name at once, and none goes meanwhile."""
    type(body).objects.select_for_update().get(pk=body.pk)
    if topic is not None and not Topic.objects.get_queryset().filter(pk=topic.pk).exists():
        raise NinefoldError(_("This topic was deleted."))


def _body_of(topic: Topic) -> Nation | Region:
    body = topic.region or topic.nation
    assert body is not None  # the database sees to it
    return body
