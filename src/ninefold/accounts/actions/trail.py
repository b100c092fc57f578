"""The audit trail: written in the same transaction as the change it tells of."""

from datetime import datetime

from django.db.models import Model

from ninefold.accounts.audit import AuditEntry
from ninefold.accounts.models import Role
from ninefold.accounts.policies import By, Oneself, Operator


def record(*, by: By | Oneself, at: datetime, what: str, on: Model, **detail: str) -> None:
    """Add an entry: `what` was done to the row `on`. `detail` holds the values before and after, as words."""
    AuditEntry.objects.create(
        at=at,
        by=f"operator {by.name}" if isinstance(by, Operator) else by.person.email,
        by_role=by.pk if isinstance(by, Role) else None,
        what=what,
        on_kind=type(on).__name__.lower(),
        on_id=on.pk,
        detail=detail,
    )
