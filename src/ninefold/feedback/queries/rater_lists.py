"""The list of whom a participant asks: who is on it, what the program finds on it, and what would help, in words."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ninefold.accounts.queries import addresses_of
from ninefold.core.framework.model import SELF, Group
from ninefold.core.rater_lists import MOST_ASKED, Fault, Finding, Suggestion, advise, check_list
from ninefold.feedback.models import Assessment, Rater, RaterState
from ninefold.feedback.queries.frameworks import framework_of
from ninefold.feedback.queries.grouping import label_to_others


@dataclass(frozen=True)
class Listed:
    """One of those who are asked, as a page shows them: what their group is called, and what was found on them."""

    rater: Rater
    group: str
    findings: tuple[str, ...]


def groups_of(assessment: Assessment) -> tuple[Group, ...]:
    """The groups that colleagues can be in, in the order of the framework."""
    return tuple(group for group in framework_of(assessment).groups if group.id != SELF)


def listed(assessment: Assessment, *, to_others: bool = False) -> list[Listed]:
    """Everybody on the list but the participant, by group and in the order in which they were added.

    To others than the participant, groups are called what those others would call them.
    """
    raters = list(assessment.raters.others().standing().order_by("pk"))
    labels = {group.id: label_to_others(group) if to_others else group.label for group in groups_of(assessment)}
    found = _findings(assessment, [rater.email for rater in raters])
    order = list(labels)
    people = [
        Listed(
            rater, labels.get(rater.group, rater.group), tuple(words_of_finding(kind) for kind in found.get(place, ()))
        )
        for place, rater in enumerate(raters)
    ]
    return sorted(people, key=lambda one: order.index(one.rater.group) if one.rater.group in order else len(order))


def _findings(assessment: Assessment, addresses: Sequence[str]) -> Mapping[int, list[str]]:
    found: dict[int, list[str]] = {}
    for finding in check_list(addresses, own_addresses(assessment), known_domains(assessment)):
        found.setdefault(finding.index, []).append(finding.kind)
    return found


def findings_beside(assessment: Assessment, addresses: Sequence[str], besides: Rater | None = None) -> list[Finding]:
    """What is found on these addresses beside those on the list already, but for one that is being changed.

    The place in a finding is that in `addresses`.
    """
    rows = assessment.raters.others().standing().exclude(email="")
    standing = list((rows if besides is None else rows.exclude(pk=besides.pk)).values_list("email", flat=True))
    found = check_list([*standing, *addresses], own_addresses(assessment), known_domains(assessment))
    first = len(standing)
    return [Finding(each.index - first, each.kind) for each in found if each.index >= first]


def own_addresses(assessment: Assessment) -> set[str]:
    """Every address of the participant: those that sign them in, and the one under which this 360 was begun."""
    person = assessment.participant
    begun = assessment.raters.filter(group=SELF).values_list("email", flat=True)
    return {*(address.email for address in addresses_of(person)), *begun, person.private_email} - {""}


def known_domains(assessment: Assessment) -> list[str]:
    """Where the people of the organisation have addresses; none for who has no organisation."""
    return [] if assessment.organisation is None else assessment.organisation.mail_domains.split()


def mark_of_list(assessment: Assessment) -> str:
    """What changes whenever the list does, so that nobody agrees to a list other than the one they have read."""
    rows = assessment.raters.others().standing().order_by("pk").values_list("pk", "name", "email", "group", "checked")
    return hashlib.sha256(json.dumps(list(rows)).encode()).hexdigest()


def asked_by_group(assessment: Assessment) -> dict[str, int]:
    """How many are asked in each group, with 0 where nobody is. An invitation that came back has asked nobody."""
    rows = assessment.raters.others().standing().exclude(state=RaterState.BOUNCED)
    asked = Counter(rows.values_list("group", flat=True))
    return {group.id: asked[group.id] for group in groups_of(assessment)}


def suggestions_for(assessment: Assessment) -> list[Suggestion]:
    """What would help the report, the greatest gain first, worked out from those who are asked alone."""
    return advise(asked_by_group(assessment), framework_of(assessment).advice, assessment.minimum)


def words_of_suggestion(suggestion: Suggestion, assessment: Assessment) -> str:
    """A suggestion in a sentence or two."""
    more = suggestion.more
    label = next((group.label for group in groups_of(assessment) if group.id == suggestion.group), "")
    told = {"group": label, "more": more, "most": MOST_ASKED, "minimum": assessment.minimum}
    if suggestion.reason == "joined":
        said = _("%(group)s: %(more)s more. With fewer than %(minimum)s answers they are joined with another group.")
    elif suggestion.reason == "below_aim":
        said = _("%(group)s: %(more)s more. Five is the number to aim at: with three, many figures are only a range.")
    elif suggestion.reason == "nobody":
        said = _("%(group)s: nobody is asked yet. How they see you is shown beside the other groups, as theirs.")
    elif suggestion.reason == "few_in_all":
        said = ngettext(
            "%(more)s more person, of any group: a report on so few is sound in few places.",
            "%(more)s more people, of any group: a report on so few is sound in few places.",
            more,
        )
    elif suggestion.reason == "more_in_all":
        said = ngettext(
            "%(more)s more person, of any group, makes the report sounder.",
            "%(more)s more people, of any group, make the report sounder.",
            more,
        )
    else:
        said = _("%(more)s too many: %(most)s is the most. More costs everybody time and adds little.")
    return said % told


def words_of_finding(kind: str) -> str:
    """What was found on an address, in a sentence."""
    return {
        "own_address": _("This is an address of the participant, whose own part has a page of its own."),
        "same_mailbox": _("This mailbox is on the list already, in this or another spelling."),
        "role_mailbox": _("This looks like a mailbox that several people read. A questionnaire is for one person."),
        "unknown_domain": _("This address is neither one of the organisation nor one of the wider health service."),
    }[kind]


def words_of_fault(fault: Fault, groups: Sequence[Group]) -> str:
    """What is wrong with a line that could not be read, with the number of the line and what would be right."""
    return _("Line %(line)s: %(what)s") % {"line": fault.line, "what": _what_is_wrong(fault, groups)}


def _what_is_wrong(fault: Fault, groups: Sequence[Group]) -> str:
    labels = {group.id: group.label for group in groups}
    told = {
        "written": fault.written,
        "nearest": labels.get(fault.nearest or "", ""),
        "groups": ", ".join(labels.values()),
        "languages": ", ".join(name for _code, name in settings.LANGUAGES),
    }
    if fault.kind == "unknown_group" and told["nearest"]:
        return _("“%(written)s” is not a group here. Did you mean “%(nearest)s”?") % told
    sentences = {
        "no_address": _("There is no e-mail address. Write name, address and group, with commas between them."),
        "bad_address": _("“%(written)s” is not an e-mail address. It should be like name@example.org."),
        "several_addresses": _("There is more than one address. Give each person a line, with one address."),
        "no_name": _("There is no name beside “%(written)s”. Write name, address and group."),
        "long_name": _("The name is longer than 100 letters."),
        "unknown_group": _("“%(written)s” is not a group here. The groups are: %(groups)s."),
        "self": _("You are not on the list: your own part has a page of its own."),
        "unknown_language": _("“%(written)s” is not a language here. The languages are: %(languages)s."),
        "too_many_parts": _("“%(written)s” is more than name, address, group and language."),
        "long_line": _("The line is far longer than a name, an address and a group."),
    }
    return sentences[fault.kind] % told
