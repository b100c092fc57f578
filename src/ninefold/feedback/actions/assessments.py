"""Beginning a 360 and saying what one wants from it."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ninefold.accounts.actions.trail import record
from ninefold.accounts.languages import check_language, spoken
from ninefold.accounts.models import Kind, Organisation, Person, Programme, Region, Role
from ninefold.accounts.policies import By
from ninefold.core.errors import NinefoldError
from ninefold.core.framework.library import load_framework
from ninefold.core.framework.model import SELF
from ninefold.core.london import london_date
from ninefold.core.rater_lists import mailbox
from ninefold.core.timetable import FEWEST_DAYS, MOST_DAYS
from ninefold.feedback.actions.starting import lock_assessment
from ninefold.feedback.keys.custody import find_secret
from ninefold.feedback.models import Assessment, AssessmentState, HelpRequest, Rater
from ninefold.feedback.models.assessments import LONGEST_WISH
from ninefold.feedback.models.states import BEFORE_OPENING
from ninefold.feedback.policies import check_can_set_up, check_is_participant
from ninefold.feedback.queries.assessments import (
    next_possible_on,
    oneself,
    under_way,
    who_enters_care,
)
from ninefold.feedback.queries.frameworks import OFFERED, questions_asked
from ninefold.feedback.queries.open_answers import delete_all_told


@transaction.atomic
def create_assessment(
    *,
    participant: Person,
    form: str,
    closes_on: date,
    by: By,
    at: datetime,
    programme: Programme | None = None,
    language: str = "",
) -> Assessment:
    """Begin a 360, at home where the participant is now. To begin the same twice is to begin it once.

    Others are asked in `language`, unless one of them is asked in another; empty for the one that is spoken now.
    Raises NinefoldError with the reason where none can be begun: no home, a place that has not said where to speak up,
    another that runs, or one that was started less than half a year ago.
    """
    # Of two tabs one begins it, and the other finds it there.
    person = Person.objects.get_queryset().select_for_update().get(pk=participant.pk)
    home = person.organisation or person.region
    new = Assessment(
        participant=person,
        organisation=person.organisation,
        region=person.region,
        programme=programme,
        framework=OFFERED,
        framework_version=load_framework(OFFERED).version,
        form=form,
        language=language or spoken(),
        closes_on=closes_on,
        created_at=at,
    )
    check_can_set_up(by, new)
    running = under_way(person)
    if running is not None and _is_the_same(running, new):
        return running
    check_can_begin(person, home, at)
    _check_programme(person, programme)
    check_form(form)
    check_language(new.language)
    check_closing_date(closes_on, london_date(at))
    new.save()
    Rater.objects.create(
        assessment=new,
        name=person.name,
        email=person.email,
        mailbox=mailbox(person.email),
        group=SELF,
        language=new.language,
        checked=True,
    )
    # What they asked their regional lead for before it was begun is about this one, whoever begins it.
    HelpRequest.objects.filter(participant=person, assessment__isnull=True).update(assessment=new)
    record(by=by, at=at, what="create", on=new, form=form, closes_on=closes_on.isoformat())
    return new


@transaction.atomic
def change_assessment(
    *, assessment: Assessment, form: str, closes_on: date, by: By, at: datetime, language: str = ""
) -> None:
    """Choose another form, language or closing date before the start; an empty language leaves it as it is.

    Own answers to what the form no longer asks are deleted. Who was to be asked in the language that was, is asked in
    the new one.
    """
    check_can_set_up(by, assessment)
    locked = lock_assessment(assessment)
    if locked.state != AssessmentState.DRAFT:
        raise NinefoldError(_("The form and the date are chosen before the start. This 360 has been started."))
    check_form(form)
    spoken_before, language = locked.language, language or locked.language
    check_language(language)
    check_closing_date(closes_on, london_date(at))
    asked_before = set(questions_asked(locked))
    locked.form, locked.language, locked.closes_on = form, language, closes_on
    locked.save(update_fields=["form", "language", "closes_on"])
    locked.raters.filter(language=spoken_before).update(language=language)
    secret = find_secret(locked.key_name)
    left_out = sorted(asked_before - set(questions_asked(locked)))
    if secret is not None and left_out:
        delete_all_told([oneself(locked)], left_out, secret)
    record(by=by, at=at, what="change", on=locked, form=form, closes_on=closes_on.isoformat())
    assessment.refresh_from_db()


@transaction.atomic
def set_wishes(
    *, assessment: Assessment, why_now: str, to_learn: str, from_the_session: str, by: By, at: datetime
) -> None:
    """Say why now, what to learn, and what to take from the feedback session; the facilitator reads it."""
    check_is_participant(by, assessment)
    locked = lock_assessment(assessment)
    if locked.state not in BEFORE_OPENING:
        raise NinefoldError(
            _("This 360 is over or its report open, so what you want from it can no longer be changed.")
        )
    wishes = {"why_now": why_now, "to_learn": to_learn, "from_the_session": from_the_session}
    for name, text in wishes.items():
        if len(text) > LONGEST_WISH:
            raise NinefoldError(_("Each answer may have up to %(most)s characters.") % {"most": LONGEST_WISH})
        setattr(locked, name, text.replace("\0", "").strip())
    locked.save(update_fields=list(wishes))
    record(by=by, at=at, what="say what is wanted", on=locked)
    assessment.refresh_from_db()


@transaction.atomic
def note_colleagues_told(*, assessment: Assessment, by: By, at: datetime) -> None:
    """Note that those on the list know that a mail is coming; said twice it is noted once."""
    check_is_participant(by, assessment)
    locked = lock_assessment(assessment)
    if locked.colleagues_told_at is None:
        locked.colleagues_told_at = at
        locked.save(update_fields=["colleagues_told_at"])
        record(by=by, at=at, what="tell", on=locked)


def check_can_begin(person: Person, home: Organisation | Region | None, at: datetime) -> None:
    """Raise NinefoldError with the reason if this person cannot begin a 360 now."""
    if not Role.objects.running().filter(person=person, kind=Kind.PARTICIPANT).exists():
        raise NinefoldError(
            _("%(name)s does not take part in 360s here. Whoever leads there can change that.") % {"name": person}
        )
    if home is None:
        raise NinefoldError(_("You belong to no organisation or region here yet. Somebody who leads one can add you."))
    if not home.cares:
        raise NinefoldError(_no_care(home))
    if under_way(person) is not None:
        raise NinefoldError(_("A 360 is being set up or open already. Finish or cancel that one first."))
    possible_on = next_possible_on(person)
    if possible_on is not None and london_date(at) < possible_on:
        raise NinefoldError(
            _(
                "There is one 360 in six months: two reports close together would tell what somebody said in between. "
                "The next can be begun from %(day)s."
            )
            % {"day": date_format(possible_on, "j F Y")}
        )


def check_closing_date(closes_on: date, today: date) -> None:
    """Raise NinefoldError if a questionnaire would be open for too short or too long."""
    first, last = today + timedelta(days=FEWEST_DAYS), today + timedelta(days=MOST_DAYS)
    if not first <= closes_on <= last:
        raise NinefoldError(
            _("Choose a day from %(first)s to %(last)s: a week is the least that colleagues need.")
            % {"first": date_format(first, "j F Y"), "last": date_format(last, "j F Y")}
        )


def check_form(form: str) -> None:
    """Raise NinefoldError for a form that the framework does not have."""
    if form not in dict(load_framework(OFFERED).forms):
        raise NinefoldError(_("Choose one of the forms."))


def _is_the_same(running: Assessment, new: Assessment) -> bool:
    def said(one: Assessment) -> tuple[object, ...]:
        return (one.state, one.form, one.language, one.closes_on, one.programme_id)

    return said(running) == said(new)


def _check_programme(person: Person, programme: Programme | None) -> None:
    if programme is not None and programme.organisation_id != person.organisation_id:
        raise NinefoldError(
            _("%(name)s does not work in %(organisation)s, which runs %(programme)s.")
            % {"name": person, "organisation": programme.organisation, "programme": programme}
        )


def _no_care(home: Organisation | Region) -> str:
    who = ", ".join(person.name for person in who_enters_care(home)) or _("whoever leads the region")
    return _(
        "Before anybody is asked, %(home)s has to say where to speak up, where to find support, and whom those who are "
        "asked can turn to. That has not been entered yet. It can be entered by: %(who)s."
    ) % {"home": home, "who": who}
