"""Whom a participant asks: adding people, changing, withdrawing, mending an address that mail came back from.

Each entry is checked by the program when it is kept. What it finds must be mended, or is looked at by somebody else
(`list_checks`) before an invitation leaves. Nothing here knows who has answered.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from ninefold.accounts.actions.people import why_not_a_name
from ninefold.accounts.actions.trail import record
from ninefold.accounts.languages import offered
from ninefold.accounts.models import LONGEST_NAME
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.core.lifecycles import RATER, RaterState, check_move
from ninefold.core.rater_lists import MOST_ASKED, Entry, mailbox
from ninefold.core.rater_lists.reading import ADDRESS, LONGEST_ADDRESS
from ninefold.feedback.actions.starting import invite_raters, lock_assessment, send_invitation
from ninefold.feedback.models import Assessment, AssessmentState, Rater
from ninefold.feedback.models.states import BEFORE_CLOSE
from ninefold.feedback.policies import check_can_keep_going, check_can_set_up, leads
from ninefold.feedback.queries.rater_lists import findings_beside, groups_of, words_of_finding

Said = tuple[str, str, str]


class ListRefusedError(NinefoldError):
    """Some entries cannot be kept; `faults` says of each, by its place, what is wrong."""

    def __init__(self, faults: dict[int, str]) -> None:
        super().__init__(" ".join(dict.fromkeys(faults.values())))
        self.faults = faults


@transaction.atomic
def add_raters(*, assessment: Assessment, entries: Sequence[Entry], agreed: bool, by: By, at: datetime) -> list[Rater]:
    """Put these people on the list, and in an open 360 invite those in whom nothing is found.

    Whoever stands there already, with the same name, mailbox and group, is left as they are: to add twice is to add
    once. Raises ListRefusedError with every fault, and then keeps nothing.
    """
    check_can_set_up(by, assessment)
    if not agreed:
        raise NinefoldError(_("Confirm that each of these people has agreed to be asked."))
    locked = lock_list(assessment)
    new = not_yet_listed(locked, entries)
    eyes_needed = _check_entries(locked, new)
    check_room(locked, len(new))
    raters = [
        Rater.objects.create(
            assessment=locked,
            name=entry.name,
            email=entry.address,
            mailbox=mailbox(entry.address),
            group=str(entry.group),
            language=entry.language or locked.language,
            checked=_needs_no_eye(locked, by, found=place in eyes_needed),
        )
        for place, entry in enumerate(new)
    ]
    if raters:
        record(by=by, at=at, what="add raters", on=locked, count=str(len(raters)))
        invite_if_open(locked, at)
    return raters


@transaction.atomic
def change_rater(*, rater: Rater, entry: Entry, by: By, at: datetime) -> None:
    """Change an entry that nobody was invited by yet. It is checked anew."""
    check_can_set_up(by, rater.assessment)
    locked = lock_list(rater.assessment)
    row = locked.raters.others().filter(pk=rater.pk, state=RaterState.NOMINATED).first()
    if row is None:
        raise NinefoldError(
            _("%(name)s has been invited, so the entry stays as it is. You can withdraw it until it is opened.")
            % {"name": rater}
        )
    eyes_needed = _check_entries(locked, [entry], besides=row)
    language = entry.language or row.language
    same = (row.name, row.email, row.group) == (entry.name, entry.address, entry.group)
    if same and row.language == language:
        return
    row.name, row.email, row.mailbox = entry.name, entry.address, mailbox(entry.address)
    row.group, row.language = str(entry.group), language
    if not same:  # nobody needs to look again at a language
        row.checked = _needs_no_eye(locked, by, found=bool(eyes_needed))
    row.save(update_fields=["name", "email", "mailbox", "group", "language", "checked"])
    record(by=by, at=at, what="change", on=row)
    invite_if_open(locked, at)
    rater.refresh_from_db()


@transaction.atomic
def withdraw_rater(*, rater: Rater, by: By, at: datetime) -> None:
    """Take somebody off the list, until they have opened the link. To withdraw twice is to withdraw once."""
    check_can_set_up(by, rater.assessment)
    locked = lock_list(rater.assessment)
    row = locked.raters.others().filter(pk=rater.pk).first()
    if row is None or row.state == RaterState.WITHDRAWN:
        return
    if row.state == RaterState.OPENED:
        raise NinefoldError(_opened(row))
    if row.state == RaterState.NOMINATED:
        # Nobody wrote to them, so nothing of them needs to be kept.
        record(by=by, at=at, what="take off the list", on=row)
        row.delete()
        return
    # Compare and swap: whoever opens the link in this instant has opened it.
    state = check_move(RATER, "withdraw", RaterState(row.state))
    if not locked.raters.filter(pk=row.pk, state=row.state).update(state=state):
        raise NinefoldError(_opened(row))
    record(by=by, at=at, what="withdraw", on=row)


@transaction.atomic
def mend_address(*, rater: Rater, email: str, by: By, at: datetime) -> None:
    """Send an invitation that came back to another address with another link, or once more to the same.

    Where something is found on the address, somebody else looks at it first.
    """
    check_can_keep_going(by, rater.assessment)
    locked = lock_list(rater.assessment)
    row = locked.raters.others().filter(pk=rater.pk, state=RaterState.BOUNCED).first()
    if row is None:
        raise NinefoldError(_("Mail to %(name)s has not come back, so there is nothing to correct.") % {"name": rater})
    eyes_needed = _check_entries(locked, [Entry(1, row.name, email, row.group)], besides=row)
    changed = email != row.email
    row.email, row.mailbox = email, mailbox(email)
    if changed:
        # The link in the mail that came back is dead: it may have been read there all the same.
        row.checked, row.link_hash = _needs_no_eye(locked, by, found=bool(eyes_needed)), None
    row.save(update_fields=["email", "mailbox", "checked", "link_hash"])
    record(by=by, at=at, what="mend address", on=row)
    if row.checked:
        invite_again(row, locked, at)
    rater.refresh_from_db()


def invite_again(rater: Rater, assessment: Assessment, at: datetime) -> None:
    """Send the invitation that came back once more, to the address that stands there now. Not a door by itself."""
    check_move(RATER, "mend", RaterState(rater.state))
    rater.assessment = assessment
    send_invitation(rater=rater, at=at)


def not_yet_listed(assessment: Assessment, entries: Sequence[Entry]) -> list[Entry]:
    """Those of these entries that are not on the list with the same name, mailbox and group; each once."""
    known = said_on_list(assessment)
    new: list[Entry] = []
    for entry in entries:
        if said_of(entry) not in known:
            known.add(said_of(entry))
            new.append(entry)
    return new


def said_on_list(assessment: Assessment) -> set[Said]:
    """What is said of everybody on the list."""
    return set(assessment.raters.others().standing().values_list("name", "mailbox", "group"))


def said_of(entry: Entry) -> Said:
    """What tells one entry from another: the name, the mailbox and the group."""
    return entry.name, mailbox(entry.address), str(entry.group)


def check_entries(assessment: Assessment, entries: Sequence[Entry], *, besides: Rater | None = None) -> dict[int, str]:
    """What has to be mended before these entries can be kept, by their place."""
    groups = {group.id for group in groups_of(assessment)}
    faults: dict[int, str] = {}
    for place, entry in enumerate(entries):
        if not entry.name.strip() or len(entry.name) > LONGEST_NAME:
            faults[place] = _("Give the name of each person, in up to 200 letters.")
        elif said := why_not_a_name(entry.name):
            faults[place] = f"{entry.name}: {said}"
        elif not ADDRESS.fullmatch(entry.address) or len(entry.address) > LONGEST_ADDRESS:
            faults[place] = _("“%(address)s” is not an e-mail address. It should be like name@example.org.") % {
                "address": entry.address
            }
        elif entry.group not in groups:
            faults[place] = _("Choose the group of %(name)s.") % {"name": entry.name}
        elif entry.language is not None and offered(entry.language) != entry.language:
            faults[place] = _("Choose one of the languages of this site for %(name)s.") % {"name": entry.name}
    for finding in findings_beside(assessment, [entry.address for entry in entries], besides):
        if finding.blocking and finding.index not in faults:
            found = words_of_finding(finding.kind)
            faults[finding.index] = f"{entries[finding.index].address}: {found}"
    return faults


def _check_entries(assessment: Assessment, entries: Sequence[Entry], besides: Rater | None = None) -> set[int]:
    """The places of the entries that somebody else is to look at. Raises ListRefusedError for what must be mended."""
    faults = check_entries(assessment, entries, besides=besides)
    if faults:
        raise ListRefusedError(faults)
    addresses = [entry.address for entry in entries]
    return {finding.index for finding in findings_beside(assessment, addresses, besides) if not finding.blocking}


def check_room(assessment: Assessment, more: int) -> None:
    """Raise NinefoldError if the list would be longer than any may be."""
    asked = assessment.raters.others().standing().count()
    if asked + more > MOST_ASKED:
        raise NinefoldError(
            _("At most %(most)s people can be asked. On the list so far: %(asked)s. There is room for %(room)s more.")
            % {"most": MOST_ASKED, "asked": asked, "room": max(0, MOST_ASKED - asked)}
        )


def _needs_no_eye(assessment: Assessment, by: By, *, found: bool) -> bool:
    """Whether an entry can be invited as it is: nothing speaks against it, or a lead, not the participant, wrote it."""
    always = assessment.organisation is not None and assessment.organisation.every_list_checked
    return leads(by, assessment) or not (found or always)


def lock_list(assessment: Assessment) -> Assessment:
    """The 360, locked, if people can be added to it still."""
    locked = lock_assessment(assessment)
    if locked.state not in BEFORE_CLOSE:
        raise NinefoldError(_("The questionnaire is closed, so the list stays as it is."))
    return locked


def invite_if_open(assessment: Assessment, at: datetime) -> None:
    """Invite whoever came on the list of an open 360 and may be invited at once. Not a door by itself."""
    if assessment.state == AssessmentState.OPEN:
        invite_raters(assessment=assessment, at=at)


def _opened(rater: Rater) -> str:
    return _("%(name)s has opened the invitation, so it can no longer be withdrawn.") % {"name": rater}


def tidied(entry: Entry) -> Entry:
    """An entry without blanks and unseen characters around and between its words."""
    name = "".join(letter for letter in entry.name if letter.isprintable() or letter.isspace())
    return replace(entry, name=" ".join(name.split()), address=entry.address.strip())
