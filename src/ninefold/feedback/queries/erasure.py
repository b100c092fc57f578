"""What is held of somebody who is to be erased: what would go, what would stay and why, and what stands in the way."""

from dataclasses import dataclass

from django.db.models import Model, Q
from django.utils.translation import gettext as _

from ninefold.academy.models import Attempt, Conflict, Interest, Profile, Registration
from ninefold.academy.queries.afterwards import notes_of
from ninefold.accounts.models import Organisation, Person, Region, Role
from ninefold.accounts.queries import all_addresses_of, owner_of
from ninefold.core.rater_lists import mailbox
from ninefold.feedback.models import (
    Assessment,
    Concern,
    Facilitation,
    FacilitatorNote,
    Goal,
    HelpRequest,
    Rater,
    RaterState,
    SelfAssessment,
    SessionTime,
)
from ninefold.feedback.models.raters import RaterQuerySet
from ninefold.feedback.models.states import BEFORE_CLOSE, RUNNING, UNDER_WAY, FacilitationState


@dataclass(frozen=True)
class Held:
    """Somebody with an account, with a place on lists of others, or with both, and all of their addresses."""

    person: Person | None
    addresses: frozenset[str]

    @property
    def own(self) -> list[Assessment]:
        """The 360s about them, the first first."""
        mine = Assessment.objects.filter(participant=self.person) if self.person else Assessment.objects.none()
        return list(mine.with_people().order_by("pk"))

    @property
    def on_lists(self) -> RaterQuerySet:
        """Their places on the lists of others."""
        boxes = {mailbox(address) for address in self.addresses}
        rows = Rater.objects.others().filter(Q(mailbox__in=boxes) | Q(email__in=self.addresses)).with_people()
        return rows if self.person is None else rows.exclude(assessment__participant=self.person)

    @property
    def interests(self) -> list[Interest]:
        """What CPD sessions they, or somebody with an address of theirs, said that they would come to."""
        return list(Interest.objects.filter(Q(email__in=self.addresses) | Q(person=self.person or 0)).order_by("pk"))

    @property
    def conflicts(self) -> list[Conflict]:
        """What ties they declared, and what others declared to them or to an address of theirs."""
        theirs = Q(declared_by=self.person or 0) | Q(with_person=self.person or 0)
        return list(Conflict.objects.filter(theirs | Q(with_address__in=self.addresses)).order_by("pk"))

    @property
    def supported(self) -> list[Goal]:
        """The goals of others that name them as the one who supports it."""
        named = Q()
        for address in self.addresses:
            named |= Q(supporter_email__iexact=address)
        goals = Goal.objects.filter(named)
        return list(goals if self.person is None else goals.exclude(assessment__participant=self.person))

    @property
    def nowhere(self) -> bool:
        """Whether nothing at all is held of them."""
        return self.first is None

    @property
    def first(self) -> Model | None:
        """The first row about them: themselves, a place on a list, a goal, an interest, a place that names them."""
        if self.person is not None:
            return self.person
        return self.on_lists.order_by("pk").first() or next(
            iter([*self.supported, *self.interests, *self.conflicts, *self._turned_to_at, *self._public_at]), None
        )

    @property
    def named_at(self) -> list[str]:
        """The places that name them, or an address of theirs, as somebody to turn to."""
        return [place.name for place in self._turned_to_at]

    @property
    def contact_of(self) -> list[str]:
        """The regions that name them, or an address of theirs, on the page that everybody can read."""
        return [region.name for region in self._public_at]

    @property
    def _turned_to_at(self) -> list[Organisation | Region]:
        places = (*Organisation.objects.order_by("pk"), *Region.objects.order_by("pk"))
        return [place for place in places if any(each in _contacts(place) for each in self._called)]

    @property
    def _public_at(self) -> list[Region]:
        regions = Region.objects.order_by("pk")
        return [one for one in regions if self._called & {one.contact_name.lower(), one.contact_email}]

    @property
    def _called(self) -> set[str]:
        return {*self.addresses, *([self.person.name.lower()] if self.person else [])}

    @property
    def cases(self) -> list[Facilitation]:
        """The cases in which they were asked to facilitate."""
        return list(Facilitation.objects.filter(facilitator=self.person).order_by("pk")) if self.person else []


def held_of(email: str) -> Held:
    """Whatever is held of the person with this address."""
    person = owner_of(email.strip())
    addresses = set() if person is None else all_addresses_of(person)
    return Held(person, frozenset({*addresses, email.strip().lower()}))


def obstacles(held: Held) -> list[str]:
    """What has to be done by somebody before they can be erased, in sentences."""
    turn_to = _("%(place)s names them as somebody to turn to: enter somebody else first, with `ninefold care`.")
    contact = _("%(place)s names them on the page Contact: name somebody else first, with `ninefold region contact`.")
    said = [turn_to % {"place": place} for place in held.named_at]
    said += [contact % {"place": place} for place in held.contact_of]
    running = Facilitation.objects.filter(facilitator=held.person, assessment__state__in=UNDER_WAY)
    states = [state for state in RUNNING if state != FacilitationState.COUNTED]
    count = 0 if held.person is None else running.filter(state__in=states).count()
    if count:
        hand_over = _("They facilitate %(count)s of the 360s that go on: have a lead give each to somebody else first.")
        said.append(hand_over % {"count": count})
    return said


def what_goes(held: Held) -> list[str]:
    """What would be removed, in sentences. None of them tells who answered."""
    said = [*_account(held), *(_own(one) for one in held.own), *_lists(held)]
    counted = {
        _("goals of others that name them as a supporter, %(count)s: their name and address"): len(held.supported),
        _("CPD sessions that they said they would come to, %(count)s"): len(held.interests),
        _("ties to facilitators or participants that they declared, or that were declared to them: %(count)s"): len(
            held.conflicts
        ),
    }
    if held.person is not None:
        own = SelfAssessment.objects.filter(person=held.person)
        notes = FacilitatorNote.objects.filter(facilitation__facilitator=held.person)
        times = SessionTime.objects.filter(facilitator=held.person)
        counted[_("self-assessments that they keep: %(count)s")] = own.count()
        counted[_("notes that they wrote as a facilitator: %(count)s")] = notes.count()
        counted[_("times that they offered for feedback sessions: %(count)s")] = times.count()
        counted[_("notes to themselves on CPD sessions: %(count)s")] = notes_of(held.person).count()
        asked = HelpRequest.objects.filter(participant=held.person)
        counted[_("requests for help to the regional lead: %(count)s")] = asked.count()
        entries_there = Profile.objects.filter(person=held.person)
        counted[_("entries in the directory of facilitators, with the photograph: %(count)s")] = entries_there.count()
        attempts = Attempt.objects.filter(person=held.person)
        counted[_("attempts at the e-learning assessment: %(count)s")] = attempts.count()
        if not held.cases:
            entries = Registration.objects.filter(person=held.person)
            counted[_("entries on the register of facilitators: %(count)s")] = entries.count()
    return [*said, *(what % {"count": count} for what, count in counted.items() if count)]


def what_stays(held: Held) -> list[str]:
    """What would be kept, and why, in sentences."""
    said = []
    if held.cases:
        kept = _(
            "cases that they were asked to facilitate, %(count)s: when, and what became of each, for the register of "
            "facilitators, under a pseudonym and until its period ends"
        )
        said.append(kept % {"count": len(held.cases)})
        if Registration.objects.filter(person=held.person).exists():
            entry = _(
                "their entry on the register of facilitators, its days but no words that were written there: as "
                "long as those cases, under that pseudonym"
            )
            said.append(entry)
    if held.person is not None and Concern.objects.filter(told=held.person).exists():
        said.append(_("that a concern was passed on to them: when, under a pseudonym, as somebody may have to answer"))
    sessions = _(
        "360s about them in which a feedback session was held or a concern passed on: that there was one, when and who "
        "facilitated it, under a pseudonym; the facilitator’s record needs it"
    )
    words = _("what others wrote, such as comments and goals, also where it names them: it is theirs")
    backups = _("backups of the databases, until they are replaced by later ones")
    said += [sessions] if held.own else []
    return [*said, _("the trail of what was done: without their name"), words, backups]


def _account(held: Held) -> list[str]:
    if held.person is None:
        return []
    roles = Role.objects.filter(person=held.person).count()
    account = _("the account: name, home, password, addresses (%(addresses)s), roles (%(roles)s)")
    waiting = _("browser sessions in which they are signed in, and mail that waits for them")
    return [account % {"addresses": len(held.addresses), "roles": roles}, waiting]


def _own(one: Assessment) -> str:
    told = {"assessment": one, "state": one.get_state_display()}
    if one.state in BEFORE_CLOSE:
        return _("%(assessment)s, %(state)s: it is cancelled, whoever was invited is told, and all of it goes") % told
    return _("%(assessment)s about them: report, list of who was asked, wishes, goals and what followed") % told


def _lists(held: Held) -> list[str]:
    """The places on lists of others, by what anybody may know of them: never by whether they have answered."""
    before = Q(assessment__state__in=BEFORE_CLOSE) & ~Q(state=RaterState.OPENED)
    off_list = _("places on lists of others, invitation not opened, %(count)s: taken off the list")
    nameless = _(
        "other places on lists of others, %(count)s: name and address. While a questionnaire is open, what they may "
        "have written is untouched, and their link takes it back; at the close it is deleted, like everybody’s"
    )
    counted = {off_list: held.on_lists.filter(before).count(), nameless: held.on_lists.exclude(before).count()}
    return [what % {"count": count} for what, count in counted.items() if count]


def _contacts(place: Organisation | Region) -> str:
    return f"{place.speak_up}\n{place.support}\n{place.ask_name}\n{place.ask_email}".lower()
