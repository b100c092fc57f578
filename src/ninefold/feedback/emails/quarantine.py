"""Mails about comments that are looked at. None says what a comment is about, or whose report it stands in."""

from typing import Any

from ninefold.accounts.mail import Mail, address_of, compose
from ninefold.accounts.models import Person
from ninefold.feedback.models import QuarantineCase


def comment_to_look_at(case: QuarantineCase, officer: Person) -> Mail:
    """To a data protection officer: a facilitator asks for a comment to be looked at."""
    return _mail("comment_to_look_at", officer, "feedback:quarantine_case", case.pk)


def comment_decided(case: QuarantineCase) -> Mail:
    """To the facilitator who asked: it was decided, and where to read how."""
    facilitation = case.assessment.facilitations.filter(facilitator=case.asked_by_id).order_by("-pk").first()
    if facilitation is None:
        return _mail("comment_decided", case.asked_by, "feedback:cases")
    return _mail("comment_decided", case.asked_by, "feedback:comments", facilitation.pk)


def comment_withheld_after_concern(case: QuarantineCase, person: Person) -> Mail:
    """To whom a concern about the same report was passed on: a comment is withheld, is kept, and who can open it."""
    return _mail("comment_withheld", person, "home", officer=case.decided_by)


def _mail(name: str, to: Person, page: str, pk: int | None = None, **parts: Any) -> Mail:
    address = address_of(page) if pk is None else address_of(page, pk=pk)
    return compose(f"feedback/mail/{name}.jinja", {"to": to, "address": address, **parts})
