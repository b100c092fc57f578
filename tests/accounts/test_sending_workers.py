"""Workers as processes of their own: several send each mail once, and one that is killed loses none."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.postgres import copy_database
from tests.support.smtp import Post, running_smtp

MAILS, WORKERS = 40, 4
NINEFOLD = [sys.executable, "-m", "ninefold.site.cli"]
POST_ALL = f"""
import django
django.setup()
from django.utils import timezone
from ninefold.accounts.actions.outbox import post
from ninefold.accounts.mail import Mail
for number in range({MAILS}):
    post(to=f"kim{{number}}@example.org", mail=Mail("Hello", "Hello"), at=timezone.now())
"""
AS_IF_LONG_AGO = """
import django
django.setup()
from datetime import timedelta
from django.db.models import F
from ninefold.accounts.outbox import Message
held = Message.objects.filter(claimed_until__isnull=False)
print(held.update(claimed_until=F("claimed_until") - timedelta(minutes=5)), Message.objects.count())
"""


@pytest.fixture(params=["sqlite", "postgresql"])
def environment(request: pytest.FixtureRequest, migrated_files: Path, tmp_path: Path) -> dict[str, str]:
    """What workers are given, with 40 mails that are due."""
    shutil.copytree(migrated_files, tmp_path, dirs_exist_ok=True)
    address = ""
    if request.param == "postgresql":
        server = request.getfixturevalue("migrated_postgresql")
        address = copy_database(server, "ninefold", f"mail_{os.urandom(4).hex()}")
    given = {"NINEFOLD_DATA": str(tmp_path), "DATABASE_URL": address, "KEYS_DATABASE_URL": "", "NINEFOLD_DEMO": ""}
    mail = {"NINEFOLD_MAIL_ANY_HOUR": "1", "NINEFOLD_MAIL_FROM": "feedback@example.org", "NINEFOLD_MAIL_URL": ""}
    environment = {**os.environ, **given, **mail, "DJANGO_SETTINGS_MODULE": "ninefold.site.settings"}
    run([sys.executable, "-c", POST_ALL], environment)
    return environment


def run(command: list[str], environment: dict[str, str]) -> str:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def worker(environment: dict[str, str]) -> "subprocess.Popen[str]":
    return subprocess.Popen([*NINEFOLD, "worker", "--once"], env=environment, stderr=subprocess.PIPE, text=True)


def all_once(post: Post) -> bool:
    return sorted(post.addresses()) == sorted(f"kim{number}@example.org" for number in range(MAILS))


def test_several_workers_send_each_mail_once(environment: dict[str, str]) -> None:
    with running_smtp() as (post, where):
        environment["NINEFOLD_MAIL_URL"] = f"smtp://127.0.0.1:{where['port']}"
        post.pause = 0.01  # so that no worker is done before the others begin
        workers = [worker(environment) for _ in range(WORKERS)]
        said = [process.communicate(timeout=60)[1] for process in workers]
    assert [process.returncode for process in workers] == [0] * WORKERS, said
    assert all_once(post)
    assert post.connections > 1


def test_a_worker_that_is_killed_loses_no_mail_and_sends_none_twice(environment: dict[str, str]) -> None:
    with running_smtp() as (post, where):
        environment["NINEFOLD_MAIL_URL"] = f"smtp://127.0.0.1:{where['port']}"
        post.hangs_at = 7  # the seventh mail is in hand for ever
        killed = worker(environment)
        deadline = time.monotonic() + 60
        while post.tries < 7:
            assert time.monotonic() < deadline
            time.sleep(0.01)
        killed.send_signal(signal.SIGKILL)
        killed.communicate(timeout=20)
        assert len(post.taken) == 6
        # The others go on at once, and leave alone what may still be in its hands.
        run([*NINEFOLD, "worker", "--once"], environment)
        assert len(post.taken) == MAILS - 1
        assert run([sys.executable, "-c", AS_IF_LONG_AGO], environment) == "1 1"
        run([*NINEFOLD, "worker", "--once"], environment)
    assert all_once(post)
