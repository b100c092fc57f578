"""Every address of the site with what it answers, and what of a page the tests of the house look at."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.house import rows
from tests.world import World

# What a reader of the words meets: attributes that are read aloud or shown.
SPOKEN = ("alt", "aria-label", "aria-description", "placeholder", "title")
SILENT = ("script", "style")


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
# Of data protection officers.
OFFICERS = Address(stranger=302, role=403, kinds={"data_protection_officer": 200})
# A new address fails a test until it is here, with what it answers to whom.
ADDRESSES = {
    "home": Address(),
    "begin": Address(page=False, stranger=302, role=302),
    "language": ACT,
    "alive": Address(page=False),
    "ready": Address(page=False),
    "robots": Address(page=False),
    # Found only under the mark of their content, so under none that could stand here.
    "look": Address({"mark": "0"}, page=False),
    "logo": Address({"mark": "0"}, page=False, stranger=404, role=404),
    "drawing": Address({"mark": "0", "name": "mark"}, page=False),
    "academy:explorer": Address(),
    "academy:dimension": Address({"slug": "care"}),
    "academy:situations": Address(),
    "academy:situation": Address({"slug": "night-shift"}),
    "academy:search": Address(),
    "academy:compare": Address(),
    "academy:booklet": Address(page=False),
    "academy:about_360": Address(),
    "academy:for_raters": Address(),
    "academy:for_facilitators": Address(),
    "academy:for_organisations": Address(),
    "academy:contact": Address(),
    "academy:accessibility": Address(),
    "academy:privacy": Address(),
    "academy:cookies": Address(),
    "academy:terms": Address(),
    "academy:standing": FACILITATORS,
    "academy:page": Address({"slug": "unknown"}, page=False, stranger=404, role=404),  # an academy's own, if it has any
    "account_login": ENTRANCE,
    "account_password_login": ENTRANCE,
    "account_signup": ENTRANCE,
    "account_confirm_login_code": Address(page=False, stranger=302, role=302),  # a page for who asked for a code
    "account_logout": ACT,
    "account_change_password": OWN,
    "accounts:account": OWN,
    "accounts:name": OWN,
    "accounts:addresses": OWN,
    "accounts:leave": OWN,
    "accounts:write_to": ACT,
    "accounts:private": ACT,
    "accounts:remove": ACT,
    "accounts:role": ACT,
    "accounts:sign_out_everywhere": ACT,
    "feedback:promise": Address(),
    "feedback:examples": Address(),
    "feedback:example": Address({"slug": "ward-manager"}),
    "feedback:example_file": Address({"slug": "ward-manager", "kind": "pdf"}, page=False),
    "feedback:make_report": Address(),
    "feedback:question_list": Address(page=False),
    "feedback:answer_template": Address({"form": "short"}, page=False),
    "feedback:assessments": PARTICIPANTS,
    "feedback:new_assessment": PARTICIPANTS,
    "feedback:assessment": HERS,
    "feedback:assessment_settings": HERS,
    "feedback:wants": HERS,
    "feedback:choose_facilitator": HERS,
    "feedback:colleagues": HERS,
    "feedback:add_colleague": HERS,
    "feedback:add_colleagues": HERS,
    "feedback:keep_colleagues": BY_LINK_ACT,
    "feedback:ask_for_check": BY_LINK_ACT,
    "feedback:change_colleague": replace(HERS, parts=LISTED, made=rows.on_a_list),
    "feedback:withdraw_colleague": replace(HERS, parts=LISTED, made=rows.on_a_list),
    "feedback:mend_address": replace(HERS, parts=LISTED, made=rows.one_that_came_back),
    "feedback:list_check": replace(CHECKED, cast={"midlands_lead": 200, "trent_lead": 200}),
    "feedback:tell_colleagues": HERS,
    "feedback:start": HERS,
    "feedback:remind": HERS_OPEN,
    "feedback:extend": HERS_OPEN,
    "feedback:close_early": HERS_OPEN,
    "feedback:cancel": HERS_OPEN,
    "feedback:enter": Address(),
    "feedback:door": Address({"token": "unknown"}, page=False, stranger=404, role=404),
    "feedback:check_a_mail": Address(),
    "feedback:asked_by": Address(page=False, stranger=403, role=403),
    "feedback:leave": ACT,
    "feedback:left": Address(),
    "feedback:welcome": BY_LINK,
    "feedback:unlock": BY_LINK,
    "feedback:rating_group": BY_LINK,
    "feedback:rating_address": BY_LINK,
    "feedback:rating_code": BY_LINK,
    "feedback:rating_decline": BY_LINK,
    "feedback:rating_shared": BY_LINK_ACT,
    "feedback:rating_save": BY_LINK_ACT,
    "feedback:rating_check": BY_LINK,
    "feedback:rating_sent": BY_LINK,
    "feedback:rating_take_back": BY_LINK_ACT,
    "feedback:rating_page": replace(BY_LINK, parts={**RATER, "slug": "care"}),
    "feedback:own_part": HERS,
    "feedback:own_part_save": BY_LINK_ACT,
    "feedback:own_part_check": HERS,
    "feedback:own_part_sent": replace(HERS, page=False, cast={"participant": 302}),  # who has not finished is led on
    "feedback:own_part_take_back": BY_LINK_ACT,
    "feedback:own_part_self_assessment": BY_LINK_ACT,
    "feedback:own_part_page": replace(HERS, parts={**RATER, "slug": "care"}),
    "feedback:cases": FACILITATORS,
    "feedback:session_times": FACILITATORS,
    "feedback:withdraw_time": BY_LINK_ACT,
    "feedback:facilitation": A_CASE,
    "feedback:accept_request": BY_LINK_ACT,
    "feedback:decline_request": BY_LINK_ACT,
    "feedback:first_talk": A_CASE,
    "feedback:notes": A_CASE,
    "feedback:call_off_case": BY_LINK_ACT,
    "feedback:case_calendar": replace(A_CASE, page=False),
    "feedback:concern": A_CASE,
    "feedback:preparation": A_CASE,
    "feedback:case_report": A_CASE,
    "feedback:case_report_pdf": replace(A_CASE, page=False),
    "feedback:opening": A_CASE,
    "feedback:part": replace(A_CASE, parts={**RATER, "anchor": "overview"}),
    "feedback:mark_held": A_CASE,
    "feedback:feedback_session": HERS_CLOSED,
    "feedback:call_off_own": BY_LINK_ACT,
    "feedback:own_calendar": replace(HERS_CLOSED, page=False),
    "feedback:session_held": HERS_HELD,
    "feedback:own_report": HERS_HELD,
    "feedback:opened": replace(HERS_CLOSED, page=False),
    "feedback:own_report_file": replace(HERS_HELD, parts={**RATER, "kind": "pdf"}, page=False),
    "feedback:goals": HERS_OPENED,
    "feedback:goal": A_GOAL,
    "feedback:goal_done": replace(BY_LINK_ACT, parts=A_GOAL.parts),
    "feedback:remove_goal": A_GOAL,
    "feedback:appraisal": HERS_OPENED,
    "feedback:thanks": HERS_OPENED,
    "feedback:pulse": HERS_OPENED,
    "feedback:beside": HERS_OPENED,
    "feedback:enter_pulse": ACT,
    "feedback:pulse_door": Address({"token": "unknown"}, page=False, stranger=404, role=404),
    "feedback:answer_pulse": BY_LINK,
    "feedback:comments": A_CASE,
    "feedback:ask_to_look": replace(A_CASE, parts={**RATER, "place": "0"}, made=rows.a_case_with_comments),
    "feedback:quarantine": OFFICERS,
    "feedback:quarantine_case": replace(OFFICERS, parts=RATER, made=rows.a_quarantine_case),
    "feedback:quarantine_decide": BY_LINK_ACT,
    "feedback:self_assessment": Address(),
    "feedback:self_assessment_begin": ACT,
    "feedback:self_assessment_keep": Address(page=False, stranger=302, role=302),  # who has none is led on
    "feedback:self_assessment_gone": Address(),
    "feedback:self_assessment_page": replace(BY_COOKIE, parts={"slug": "care"}),
    "feedback:self_assessment_save": ACT,
    "feedback:self_assessment_check": BY_COOKIE,
    "feedback:self_assessment_result": BY_COOKIE,
    "feedback:self_assessment_pdf": BY_COOKIE,
    "feedback:self_assessment_plan": BY_COOKIE,
    "feedback:self_assessment_delete": BY_COOKIE,
    "feedback:self_assessment_kept_page": replace(HERS_KEPT, parts={**RATER, "slug": "care"}),
    "feedback:self_assessment_kept_save": BY_LINK_ACT,
    "feedback:self_assessment_kept_check": HERS_KEPT,
    "feedback:self_assessment_kept_result": HERS_KEPT,
    "feedback:self_assessment_kept_pdf": replace(HERS_KEPT, page=False),
    "feedback:self_assessment_kept_plan": HERS_KEPT,
    "feedback:self_assessment_kept_beside": HERS_KEPT,
    "feedback:self_assessment_kept_delete": HERS_KEPT,
    "feedback:programme": LEADS,
    "feedback:prepare_for": LEADS,
    "feedback:new_participant": replace(LEADS, kinds=dict.fromkeys(LEAD_KINDS[1:], 200)),
    "feedback:prepare": replace(LED, cast={**LED.cast, "rising_leaders_lead": 200}, made=rows.her_number),
    "feedback:led": LED,
    "feedback:extend_led": LED,
    "feedback:cancel_led": LED,
    "feedback:say_ready": BY_LINK_ACT,
    "feedback:give_to_facilitator": LED,
    "feedback:add_person": LED,
    "feedback:add_people": LED,
    "feedback:resend_invitation": replace(BY_LINK_ACT, parts=LISTED),
    "feedback:take_off": replace(BY_LINK_ACT, parts=LISTED),
    "feedback:mend_led": replace(LED, parts=LISTED, made=rows.one_that_came_back),
    "feedback:letters": LED,
}
PAGES = [name for name, address in ADDRESSES.items() if address.page]


def path_of(name: str, world: World | None = None) -> str:
    """The path of an address in the table; with a world it leads to rows that are made there."""
    address = ADDRESSES[name]
    made = address.made(world) if world is not None and address.made is not None else {}
    return reverse(name, kwargs={**address.parts, **made})


def reader_of(name: str, world: World) -> Client:
    """A browser in which somebody is signed in who may read this page; a stranger's where strangers may."""
    client = Client()
    if ADDRESSES[name].stranger != 200:
        statuses = {called: ADDRESSES[name].status(role.kind, called) for called, role in world.roles.items()}
        readers = (role for called, role in world.roles.items() if statuses[called] == 200)
        client.force_login(next(readers, world.participant).person)
    return client


def names(patterns: list[URLPattern | URLResolver] | None = None, within: str = "") -> set[str]:
    """The names of all addresses that the site answers to; one without a name stands as its pattern."""
    found: set[str] = set()
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLResolver):
            space = f"{within}{pattern.namespace}:" if pattern.namespace else within
            found |= names(pattern.url_patterns, space)
        else:
            found.add(f"{within}{pattern.name or pattern.pattern}")
    return found


class Page(HTMLParser):
    """A page taken apart: its words, its links, its tags."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.tags: list[tuple[str, dict[str, str]]] = []
        self._silent = 0
        self._link: str | None = None
        self._link_text: list[str] = []
        self.feed(html.replace("<wbr>", ""))  # a place where a word may break is none where it ends

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.tags.append((tag, values))
        self.words += [values[name] for name in SPOKEN if values.get(name)]
        self._silent += tag in SILENT
        if tag == "a":
            self._link, self._link_text = values.get("href"), [values.get("aria-label", "")]
        elif tag == "img" and self._link is not None:
            self._link_text.append(values.get("alt", ""))

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in SILENT
        if tag == "a" and self._link is not None:
            self.links.append((" ".join(" ".join(self._link_text).split()), self._link))
            self._link = None

    def handle_data(self, data: str) -> None:
        if not self._silent and data.strip():
            self.words.append(" ".join(data.split()))
            if self._link is not None:
                self._link_text.append(data)
