"""Where somebody goes from the header and the home page: what is theirs by the roles they hold, what is for all."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ninefold.accounts.models import Kind, Role


@dataclass(frozen=True)
class Way:
    """A part of the site for roles of some kinds: the name of its first page, what it is called, what is done there."""

    page: str
    kinds: frozenset[Kind]
    title: str | Promise
    text: str | Promise


WAYS = (
    Way(
        "feedback:assessments",
        frozenset({Kind.PARTICIPANT}),
        _("Your 360s"),
        _("Set one up, see how it stands, arrange your feedback session, read your report, follow your goals."),
    ),
    Way(
        "feedback:cases",
        frozenset({Kind.FACILITATOR}),
        _("Cases you facilitate"),
        _("Requests to answer, lists to look at, reports to prepare, times to offer: what is next comes first."),
    ),
    Way(
        "academy:standing",
        frozenset({Kind.FACILITATOR}),
        _("Register and CPD"),
        _("How you stand and until when, your places in CPD sessions, certificates, notes, the directory."),
    ),
    Way(
        "feedback:programme",
        frozenset({Kind.PROGRAMME_LEAD, Kind.ORGANISATION_LEAD, Kind.REGIONAL_LEAD}),
        _("360s you lead"),
        _("How those of your place stand, and never what they say; lists to agree to, a 360 to prepare for somebody."),
    ),
    Way(
        "feedback:desk",
        frozenset({Kind.REGIONAL_LEAD, Kind.NATIONAL_ADMINISTRATOR}),
        _("Your desk"),
        _("Who is due on the register, CPD sessions, who waits for help: each number leads to its list."),
    ),
    Way(
        "feedback:quarantine",
        frozenset({Kind.DATA_PROTECTION_OFFICER}),
        _("Quarantine cases"),
        _("Comments that a facilitator asks you to look at: open one, and withhold it or leave it as it is."),
    ),
)


@dataclass(frozen=True)
class PublicWay:
    """A part of the site for everybody: the name of its first page, and what it is called."""

    page: str
    title: str | Promise


PUBLIC_WAYS = (
    PublicWay("academy:explorer", _("Explore the model")),
    PublicWay("feedback:self_assessment", _("Assess yourself")),
    PublicWay("academy:about_360", _("360 feedback")),
    PublicWay("academy:directory", _("Facilitators")),  # it leads on to the dates of CPD sessions
)


def ways_for(roles: Iterable[Role]) -> list[Way]:
    """The parts of the site for somebody who holds these roles."""
    held = {role.kind for role in roles}
    return [way for way in WAYS if held & way.kinds]
