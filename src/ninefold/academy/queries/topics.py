"""The topics of CPD sessions: six that are shipped, for every facilitator of every region, and an academy's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from ninefold.academy.models import Topic
from ninefold.accounts.models import Role

REFRESHER = "refresher"
"""The topic that brings somebody back who is out of practice, and restarts the clock of the register."""


@dataclass(frozen=True)
class TopicOfCpd:
    """What a CPD session can be about. `counts_as_session`: being there counts as one feedback session."""

    slug: str
    title: str
    about: str
    counts_as_session: bool = False


def shipped_topics() -> tuple[TopicOfCpd, ...]:
    """The six that every academy has."""
    return (
        TopicOfCpd(
            REFRESHER,
            _("Refresher"),
            _(
                "For anybody who has not held a feedback session for a while: model, report and conversation "
                "in ninety minutes, with practice in pairs. It counts as one feedback session on the register."
            ),
            counts_as_session=True,
        ),
        TopicOfCpd(
            "on-screen",
            _("Delivering feedback on screen"),
            _(
                "What changes when the two of you meet on screen: making room for silence, noticing how somebody takes "
                "the report, and sharing pages without losing the person."
            ),
        ),
        TopicOfCpd(
            "appreciative-inquiry",
            _("Appreciative inquiry in 360 feedback"),
            _("Beginning with what works, with room for what does not: questions to try out with each other."),
        ),
        TopicOfCpd(
            "crucial-conversations",
            _("Crucial conversations"),
            _("When a report hurts or is doubted: how to stay in the conversation, and when to stop it."),
        ),
        TopicOfCpd(
            "ethical-dilemmas",
            _("Ethical dilemmas"),
            _("Cases from practice where confidentiality meets its limits, thought through together."),
        ),
        TopicOfCpd(
            "group-reports",
            _("Group reports"),
            _("Reading the report of a group, and leading a team through it without singling anybody out."),
        ),
    )


def topics_for(role: Role) -> list[TopicOfCpd]:
    """What this role can hold CPD sessions on: the six, and those of its region and nation."""
    own = Topic.objects.filter(Q(region=role.region_id, region__isnull=False) | Q(nation=_nation_of(role)))
    return [*shipped_topics(), *map(_of_row, own.order_by("title"))]


def all_topics() -> list[TopicOfCpd]:
    """Every topic that there is, the six first."""
    return [*shipped_topics(), *map(_of_row, Topic.objects.order_by("title"))]


def topic_named(slug: str, among: Sequence[TopicOfCpd] | None = None) -> TopicOfCpd | None:
    """The topic of this name."""
    return next((each for each in (all_topics() if among is None else among) if each.slug == slug), None)


def _nation_of(role: Role) -> int | None:
    return role.nation_id if role.region is None else role.region.nation_id


def _of_row(row: Topic) -> TopicOfCpd:
    return TopicOfCpd(row.slug, row.title, row.about, row.counts_as_session)
