"""Every address of the site with what it answers, and what of a page the tests of the house look at."""

from dataclasses import replace
from html.parser import HTMLParser

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.house import rows
from tests.house.addresses import (
    A_CASE,
    A_CERTIFICATE,
    A_GOAL,
    A_LEAVE,
    A_PLACE,
    ACT,
    AN_ATTEMPT,
    AN_ENTRY,
    AN_EVIDENCE,
    BY_COOKIE,
    BY_LINK,
    BY_LINK_ACT,
    CHECKED,
    DESK,
    ENTRANCE,
    FACILITATORS,
    HERS,
    HERS_CLOSED,
    HERS_HELD,
    HERS_KEPT,
    HERS_OPEN,
    HERS_OPENED,
    LEAD_KINDS,
    LEADS,
    LED,
    LISTED,
    OFFICERS,
    OWN,
    PARTICIPANTS,
    RATER,
    REGISTER_LEADS,
    RUN_BY_NATION,
    UNKNOWN,
    WAS_HELD,
    Address,
)
from tests.world import World

# What a reader of the words meets: attributes that are read aloud or shown.
SPOKEN = ("alt", "aria-label", "aria-description", "placeholder", "title")
SILENT = ("script", "style")


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
    "academy:certificate_check": Address(),
    "academy:certificate_make": ACT,
    "academy:certificate_pdf": A_CERTIFICATE,
    "academy:attendance": WAS_HELD,
    "academy:attendance_list": BY_LINK_ACT,
    "academy:attendance_times": BY_LINK_ACT,
    "academy:attendance_present": BY_LINK_ACT,
    "academy:attendance_unmark": replace(BY_LINK_ACT, parts={**RATER, "booking": "1"}),
    "academy:attendance_count": BY_LINK_ACT,
    "academy:attendance_undo": BY_LINK_ACT,
    "academy:attendance_match": replace(BY_LINK_ACT, parts={**RATER, "attendee": "1"}),
    "academy:register": REGISTER_LEADS,
    "academy:register_rules": REGISTER_LEADS,
    "academy:register_entry": AN_ENTRY,
    "academy:evidence_enter": BY_LINK_ACT,
    "academy:evidence_take_back": AN_EVIDENCE,
    "academy:leave_enter": BY_LINK_ACT,
    "academy:leave_end": A_LEAVE,
    "academy:register_leave": BY_LINK_ACT,
    "academy:sessions_elsewhere": FACILITATORS,
    "academy:own_audit": replace(A_CASE, made=rows.an_audit),
    "academy:audits": REGISTER_LEADS,
    "academy:audit_item": replace(
        REGISTER_LEADS,
        parts=RATER,
        kinds={"national_administrator": 200, "regional_lead": 404},
        cast={"midlands_lead": 200},
        made=rows.an_audit,
    ),
    "academy:approvals": REGISTER_LEADS,
    "academy:register_import": REGISTER_LEADS,
    "academy:register_import_confirm": ACT,
    "academy:register_export": replace(REGISTER_LEADS, parts={"form": "csv"}, page=False),
    "academy:learning": FACILITATORS,
    "academy:learning_begin": ACT,
    "academy:attempt": AN_ATTEMPT,
    "academy:attempt_send": AN_ATTEMPT,
    "academy:reflections": FACILITATORS,
    "academy:cpd_record": replace(FACILITATORS, page=False),
    "academy:cpd_afterwards": replace(A_CASE, made=rows.an_attended_one),
    "academy:cpd_opinions": Address(
        RATER, stranger=302, role=404, kinds={"national_administrator": 200}, made=rows.an_attended_one
    ),
    "academy:attempt_result": replace(A_CASE, made=rows.a_sent_attempt),
    "academy:interest": Address(),
    "academy:interest_withdraw_own": Address(RATER, page=False, stranger=404, role=404),
    "academy:interest_confirm": Address(UNKNOWN, page=False, stranger=404, role=404),
    "academy:interest_withdraw": Address(UNKNOWN, page=False, stranger=404, role=404),
    "academy:mail_choice": Address(UNKNOWN, page=False, stranger=404, role=404),
    "academy:account_mail": OWN,
    "academy:cpd": Address(),
    "academy:cpd_feed": Address(page=False),
    "academy:cpd_session": Address(RATER, stranger=404, made=rows.a_place),
    "academy:cpd_calendar": Address(RATER, page=False, stranger=404, made=rows.a_place),
    "academy:manage_cpd": REGISTER_LEADS,
    "academy:manage_new": REGISTER_LEADS,
    "academy:announce": REGISTER_LEADS,
    "academy:manage_topics": REGISTER_LEADS,
    "academy:topic_new": REGISTER_LEADS,
    "academy:topic": replace(RUN_BY_NATION, made=rows.a_topic),
    "academy:topic_retire": BY_LINK_ACT,
    "academy:manage_session": RUN_BY_NATION,
    "academy:manage_cancel_session": RUN_BY_NATION,
    "academy:manage_teams": BY_LINK_ACT,
    "academy:bookings": FACILITATORS,
    "academy:cpd_by_link": Address({"token": "unknown"}, page=False, stranger=404, role=404),
    "academy:offer": Address({"token": "unknown"}, page=False, stranger=404, role=404),
    "academy:cpd_book": BY_LINK_ACT,
    "academy:cpd_answer": BY_LINK_ACT,
    "academy:cpd_cancel": A_PLACE,
    "academy:cpd_substitute": A_PLACE,
    "academy:manage_places": RUN_BY_NATION,
    "academy:manage_book": BY_LINK_ACT,
    "academy:manage_capacity": BY_LINK_ACT,
    "academy:manage_cancel": replace(BY_LINK_ACT, parts={**RATER, "booking": "1"}),
    "academy:directory": Address(),
    "academy:profile_public": Address(RATER, stranger=404, made=rows.a_profile),
    "academy:photo": Address(RATER, page=False, stranger=404, made=rows.a_profile),
    "academy:own_profile": FACILITATORS,
    "academy:own_photo": ACT,
    "academy:conflicts": Address(stranger=302, role=403, kinds={"facilitator": 200, "participant": 200}),
    "academy:conflict_withdraw": BY_LINK_ACT,
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
    "feedback:choose_for_mine": Address({"number": "1"}, False, 302, 403, {"participant": 302}),
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
    "feedback:evaluate": replace(HERS, parts={**RATER, "stage": "after"}, made=rows.one_to_evaluate),
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
    "feedback:help_ask": PARTICIPANTS,
    "feedback:help_waiting": Address(stranger=302, role=403, kinds={"regional_lead": 200}),
    "feedback:help_answer": replace(
        LED, kinds={"regional_lead": 404}, cast={"midlands_lead": 200}, made=rows.a_help_request
    ),
    "feedback:desk": DESK,
    "feedback:year": DESK,
    "feedback:demand": DESK,
    "feedback:desk_list": replace(DESK, parts={"of": "due"}),
    "feedback:desk_file": replace(DESK, parts={"of": "year", "kind": "csv"}, page=False),
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
