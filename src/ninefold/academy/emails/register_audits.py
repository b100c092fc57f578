"""Mails about random audits: what is asked of whom, and what was taken back."""

from ninefold.academy.models import AuditDraw, Evidence
from ninefold.accounts.mail import Mail, address_of, compose
from ninefold.accounts.models import Person


def asked(person: Person, draw: AuditDraw) -> Mail:
    """Please say something about what was entered for you."""
    context = {"name": person.name, "region": draw.region.name, "page": address_of("academy:own_audit", pk=draw.pk)}
    return compose("academy/mail/audit_asked.jinja", context)


def settled(person: Person, evidence: Evidence, reason: str) -> Mail:
    """This counts no more, for this reason."""
    context = {"name": person.name, "evidence": evidence, "reason": reason, "page": address_of("academy:standing")}
    return compose("academy/mail/audit_taken_back.jinja", context)
