"""What a machine asks: is the process alive, should it get requests?"""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from django.utils import timezone

from ninefold.site.models import WorkerPulse
from ninefold.site.queries import mark_of_installation

OURS = {"installation": mark_of_installation()}


def test_alive_needs_no_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"alive": True})


@pytest.mark.django_db
def test_ready_with_a_database_that_is_up_to_date_and_no_worker_yet(client: Client) -> None:
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"ready": True, "database": True, "migrations": True, "worker_seconds": None, **OURS}


@pytest.mark.django_db
def test_ready_tells_how_long_ago_a_worker_was_seen(client: Client) -> None:
    long_ago = timezone.now() - timedelta(hours=3)
    WorkerPulse.objects.create(worker="w", started_at=long_ago, seen_at=long_ago)
    assert 10_800 <= client.get("/readyz").json()["worker_seconds"] < 10_900


@pytest.mark.django_db
def test_not_ready_while_a_migration_is_missing(client: Client) -> None:
    MigrationRecorder.Migration.objects.filter(app="accounts").delete()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"ready": False, "database": True, "migrations": False, "worker_seconds": None, **OURS}


@pytest.mark.django_db
def test_not_ready_while_the_database_is_away(client: Client) -> None:
    with patch.object(connection, "cursor", side_effect=OperationalError("gone")):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["database"] is False


def test_search_engines_are_kept_from_the_doors_of_the_machine(client: Client) -> None:
    assert "Disallow: /readyz" in client.get("/robots.txt").content.decode()
