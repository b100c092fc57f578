"""Chaining what was added to the trail, in batches, by however many workers: each entry once."""

from datetime import datetime

from django.apps import apps
from django.db import transaction

from ninefold.accounts.audit import AuditChain, AuditEntry
from ninefold.accounts.carrying import carry_over
from ninefold.accounts.chain import hash_of

BATCH = 500


def chain_new_entries(_at: datetime) -> int:
    """Give every entry that has none its place in the chain. How many there were."""
    chained = done = _chain_batch()
    while done == BATCH:
        done = _chain_batch()
        chained += done
    return chained


@transaction.atomic
def _chain_batch() -> int:
    # The one row of the end lets one worker do this at a time; the other one finds nothing left.
    AuditChain.objects.get_or_create(pk=1)  # it is there from the migration on, but for tables that were emptied
    end = AuditChain.objects.select_for_update().get()
    carry_over(apps.get_app_config("accounts"))
    # Not those after the last id: an entry of a long transaction is committed after others with larger ids.
    new = list(AuditEntry.objects.filter(link__isnull=True).order_by("pk")[:BATCH])
    for entry in new:
        end.links += 1
        end.hash = hash_of(entry, end.links, end.hash)
        AuditEntry._base_manager.filter(pk=entry.pk).update(link=end.links, hash=end.hash)  # noqa: SLF001 - see AuditQuerySet
    end.save(update_fields=["links", "hash"])
    return len(new)
