"""What an address of the site answers to whom: the kinds of them that there are, for the table in `pages`."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from tests.house import rows
from tests.world import World


@dataclass(frozen=True)
class Address:
    """One address: the parts to fill in, whether it is a page to read, and the status for a stranger and each role.

    `role` is the status for every role but those whose kind is in `kinds`, and those of the cast in `cast`, by what
    they are called there. `made` makes rows of the cast and says what they put in place of `parts`.
    """

    parts: dict[str, str] = field(default_factory=dict)
    page: bool = True
    stranger: int = 200
    role: int = 200
    kinds: dict[str, int] = field(default_factory=dict)
    cast: dict[str, int] = field(default_factory=dict)
    made: Callable[[World], Mapping[str, object]] | None = None

    def status(self, kind: str, called: str = "") -> int:
        """What is answered to a role of this kind, or to this one of the cast."""
        return self.cast.get(called, self.kinds.get(kind, self.role))


# Of those who signed in alone, and what takes a form alone: a look at it is refused before it is asked who looks.
OWN = Address(stranger=302)
ENTRANCE = Address(role=302)
ACT = Address(page=False, stranger=405, role=405)


# A rater comes in by a link: nobody's role opens these, and without one there is a page that says so.
RATER = {"pk": "1"}
BY_LINK = Address(RATER, page=False, stranger=403, role=403)
BY_LINK_ACT = Address(RATER, page=False, stranger=405, role=405)
# Of participants; and what one of them, Ada Okafor, has begun, which nobody else may open.
PARTICIPANTS = Address(stranger=302, role=403, kinds={"participant": 200})
HERS = Address(RATER, stranger=302, role=403, kinds={"participant": 404}, cast={"participant": 200}, made=rows.a_draft)
HERS_OPEN = replace(HERS, made=rows.an_open_one)
LISTED = {**RATER, "rater": "1"}
# Her list is checked by those who lead where she is at home, and by a facilitator of hers, of whom there is none here.
CHECKED = replace(
    HERS, role=404, kinds={"participant": 403, "national_administrator": 403, "data_protection_officer": 403}
)
# Of facilitators; what Felix Achterberg has taken on, which no other may open; and what follows for the participant.
FACILITATORS = Address(stranger=302, role=403, kinds={"facilitator": 200})
A_CASE = Address(RATER, stranger=302, role=403, kinds={"facilitator": 404}, cast={"facilitator": 200}, made=rows.a_case)
HERS_CLOSED = replace(HERS, made=rows.one_with_a_case)
HERS_HELD = replace(HERS, made=rows.one_that_was_held)
HERS_OPENED = replace(HERS, made=rows.an_opened_one)
A_GOAL = replace(HERS, parts={**RATER, "position": "1"}, made=rows.a_goal)
# Of those who lead; and a 360 of hers, which those open who lead where she is at home, as it is part of no programme.
LEAD_KINDS = ("programme_lead", "organisation_lead", "regional_lead")
LEADS = Address(stranger=302, role=403, kinds=dict.fromkeys(LEAD_KINDS, 200))
DESK = Address(stranger=302, role=403, kinds=dict.fromkeys(("regional_lead", "national_administrator"), 200))
LED = Address(
    RATER,
    stranger=302,
    role=403,
    kinds=dict.fromkeys(LEAD_KINDS, 404),
    cast={"trent_lead": 200, "midlands_lead": 200},
    made=rows.an_open_one,
)
# A self-assessment without an account is opened by a cookie, which nobody here has; one that she keeps, by her alone.
BY_COOKIE = Address(page=False, stranger=404, role=404)
HERS_KEPT = Address(RATER, stranger=302, role=404, cast={"participant": 200}, made=rows.a_self_assessment)
# A place of Felix Achterberg in a CPD session of the nation, which its administrators run.
A_PLACE = replace(A_CASE, made=rows.a_place)
RUN_BY_NATION = Address(
    RATER,
    stranger=302,
    role=403,
    kinds={"national_administrator": 200, "regional_lead": 404},
    made=rows.a_place,
)
# One that was held, with somebody in its list to be asked about: its hosts and those who run it say who was there.
WAS_HELD = replace(
    RUN_BY_NATION,
    kinds={"national_administrator": 200, "regional_lead": 404, "facilitator": 404},
    cast={"other_facilitator": 200},
    made=rows.a_held_session,
)
# His certificate of it.
A_CERTIFICATE = Address(
    {"code": "unknown"}, page=False, stranger=302, role=404, cast={"facilitator": 200}, made=rows.a_certificate
)
# An attempt of his at the assessment, which nobody else has begun.
AN_ATTEMPT = Address(
    stranger=302, role=403, kinds={"facilitator": 302}, cast={"facilitator": 200}, made=rows.an_attempt
)
# Of data protection officers.
OFFICERS = Address(stranger=302, role=403, kinds={"data_protection_officer": 200})
# Of those who lead on the register.
REGISTER_LEADS = Address(stranger=302, role=403, kinds={"regional_lead": 200, "national_administrator": 200})
# A link in a mail that leads to nothing any more.
UNKNOWN = {"token": "unknown"}
# The entry of Felix Achterberg, which those open who lead where he is at home; his evidence and leave.
AN_ENTRY = Address(
    RATER,
    stranger=302,
    role=403,
    kinds={"regional_lead": 404, "national_administrator": 200},
    cast={"midlands_lead": 200},
    made=rows.an_entry,
)
AN_EVIDENCE = replace(AN_ENTRY, parts={**RATER, "evidence": "1"}, made=rows.an_evidence)
A_LEAVE = replace(AN_ENTRY, parts={**RATER, "leave": "1"}, made=rows.a_leave)
