"""The worker: sweeps what is due, shows that it lives, stops when told, outlasts a database that is away."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError

from ninefold.site.jobs import JOBS, Job, forget_ended_sessions, forget_old_pulses
from ninefold.site.models import WorkerPulse
from ninefold.site.worker import Worker

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> datetime:
        return self.at


@pytest.mark.django_db
def test_a_job_is_done_when_it_is_due_and_not_before() -> None:
    done: list[datetime] = []
    clock = Clock()

    def note(at: datetime) -> int:
        done.append(at)
        return 1

    worker = Worker("w", [Job("note", timedelta(minutes=10), note)], clock)
    for minutes in (0, 5, 9, 10, 15, 21):
        clock.at = NOON + timedelta(minutes=minutes)
        worker.sweep()
    assert [(at - NOON).seconds // 60 for at in done] == [0, 10, 21]


@pytest.mark.django_db
def test_each_sweep_is_a_sign_of_life() -> None:
    clock = Clock()
    worker = Worker("w", [], clock)
    worker.sweep()
    clock.at = NOON + timedelta(seconds=5)
    worker.sweep()
    pulse = WorkerPulse.objects.get()
    assert (pulse.worker, pulse.started_at, pulse.seen_at) == ("w", NOON, NOON + timedelta(seconds=5))


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_is_stopped_ends_after_the_job_in_hand_and_takes_its_sign_of_life_along() -> None:
    done: list[str] = []

    def stop_now(_at: datetime) -> int:
        done.append("first")
        worker.stop()
        return 1

    def never(_at: datetime) -> int:
        done.append("second")
        return 1

    every = timedelta(0)
    worker = Worker("w", [Job("first", every, stop_now), Job("second", every, never)], Clock())
    worker.run(pause_seconds=0)
    assert done == ["first"]
    assert not WorkerPulse.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_was_away_for_a_sweep_does_not_end_the_worker(caplog: pytest.LogCaptureFixture) -> None:
    tries: list[int] = []

    def fail_once(_at: datetime) -> int:
        tries.append(1)
        if len(tries) == 1:
            raise OperationalError("gone")
        worker.stop()
        return 0

    worker = Worker("w", [Job("fail once", timedelta(0), fail_once)], Clock())
    worker.run(pause_seconds=0)
    assert len(tries) == 2
    assert "The database did not answer" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_fault_of_our_own_ends_the_worker_loudly() -> None:
    def fault(_at: datetime) -> int:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        Worker("w", [Job("fault", timedelta(0), fault)], Clock()).run(pause_seconds=0)


@pytest.mark.django_db
def test_ended_sessions_are_forgotten_and_running_ones_kept() -> None:
    for key, ends in (("ended", NOON - timedelta(seconds=1)), ("running", NOON + timedelta(seconds=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
    assert forget_ended_sessions(NOON) == 1
    assert Session.objects.get().session_key == "running"
    assert forget_ended_sessions(NOON) == 0


@pytest.mark.django_db
def test_pulses_of_workers_long_gone_are_forgotten() -> None:
    for name, seen in (("gone", NOON - timedelta(hours=25)), ("away", NOON - timedelta(hours=23))):
        WorkerPulse.objects.create(worker=name, started_at=seen, seen_at=seen)
    assert forget_old_pulses(NOON) == 1
    assert WorkerPulse.objects.get().worker == "away"


def test_every_job_has_a_name_of_its_own() -> None:
    assert len({job.name for job in JOBS}) == len(JOBS)


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
def test_the_process_ends_well_when_it_is_told_to(migrated_files: Path, tmp_path: Path, told: signal.Signals) -> None:
    shutil.copytree(migrated_files, tmp_path, dirs_exist_ok=True)
    environment = {**os.environ, "NINEFOLD_DATA": str(tmp_path), "DATABASE_URL": "", "NINEFOLD_DEMO": ""}
    ninefold = [sys.executable, "-m", "ninefold.site.cli"]
    worker = subprocess.Popen(
        [*ninefold, "worker", "--pause", "60"], env=environment, stderr=subprocess.PIPE, text=True
    )
    database = f"file:{tmp_path / 'ninefold.sqlite3'}?mode=ro"
    _wait_for_pulse(database, worker)
    worker.send_signal(told)
    _, said = worker.communicate(timeout=20)
    assert (worker.returncode, said) == (0, "")
    assert _pulses(database) == 0


def _pulses(database: str) -> int:

    connection = sqlite3.connect(database, uri=True)
    try:
        return int(connection.execute("select count(*) from site_workerpulse").fetchone()[0])
    finally:
        connection.close()


def _wait_for_pulse(database: str, worker: subprocess.Popen[str]) -> None:
    for _ in range(400):
        if _pulses(database):
            return
        assert worker.poll() is None, "the worker ended by itself"
        time.sleep(0.05)
    raise AssertionError("the worker gave no sign of life")
