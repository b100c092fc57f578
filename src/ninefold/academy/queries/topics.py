"""The topics of CPD sessions: six that are shipped, for every facilitator of every region, and an academy's own."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from ninefold.academy.models import CpdSession, Interest, Topic
from ninefold.accounts.models import Nation, Region, Role

REFRESHER = "refresher"
"""The topic that brings somebody back who is out of practice, and restarts the clock of the register."""


@dataclass(frozen=True)
class TopicOfCpd:
    """What a CPD session can be about. A retired one is chosen for nothing new.

    `counts_as_session`: being there counts as one feedback session, unless a CPD session says otherwise.
    """

    slug: str
    title: str
    about: str
    counts_as_session: bool = False
    retired: bool = False


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


def topics_of(body: Nation | Region, also: str = "") -> list[TopicOfCpd]:
    """What a nation or region holds CPD sessions on: the six, its nation's and its own, none of them retired.

    `also`: the one that a CPD session has already, which it keeps.
    """
    nation = body.nation_id if isinstance(body, Region) else body.pk
    of_it = Q(nation=nation) | Q(region=body) if isinstance(body, Region) else Q(nation=nation)
    own = Topic.objects.get_queryset().filter(of_it & Q(retired_at__isnull=True) | Q(slug=also))
    return [*shipped_topics(), *map(_of_row, own.order_by("title", "pk"))]


def all_topics() -> list[TopicOfCpd]:
    """Every topic that there is, the six first; the retired ones too, for what was on them is still called so."""
    return [*shipped_topics(), *map(_of_row, Topic.objects.get_queryset().order_by("title", "pk"))]


def own_topics(role: Role) -> list[Topic]:
    """Those that this role makes and changes, the retired last."""
    rows = Topic.objects.visible_to(role).select_related("nation", "region").order_by("title", "pk")
    return sorted(rows, key=lambda row: row.retired_at is not None)


def is_in_use(topic: Topic) -> bool:
    """Whether a CPD session is or was on it, or somebody said that they would come to one."""
    on_it = CpdSession.objects.get_queryset().filter(topic=topic.slug)
    return on_it.exists() or Interest.objects.get_queryset().filter(topic=topic.slug).exists()


def topic_named(slug: str, among: Sequence[TopicOfCpd] | None = None) -> TopicOfCpd | None:
    """The topic of this name."""
    return next((each for each in (all_topics() if among is None else among) if each.slug == slug), None)


def _of_row(row: Topic) -> TopicOfCpd:
    return TopicOfCpd(row.slug, row.title, row.about, row.counts_as_session, row.retired_at is not None)
