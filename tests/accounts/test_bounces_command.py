"""`ninefold bounce`, as a mail server runs it: a report through a pipe, and an answer that it understands."""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.smtp import free_port

OUT_OF_OFFICE = b"From: kim@example.org\nSubject: I am away\n\nBack on Monday.\n"


def bounce(folder: Path, *options: str, given: bytes = b"", **more: str) -> "subprocess.CompletedProcess[bytes]":
    ours = {"NINEFOLD_DATA": str(folder), "DATABASE_URL": "", "KEYS_DATABASE_URL": "", "NINEFOLD_DEMO": ""}
    return subprocess.run(
        [sys.executable, "-m", "ninefold.site.cli", "bounce", *options],
        env={**os.environ, **ours, **more},
        input=given,
        capture_output=True,
        check=False,
    )


def test_what_is_no_report_is_no_fault_however_long(tmp_path: Path) -> None:
    for given in (OUT_OF_OFFICE, b"", b"\xff\0" * 2_000_000):
        done = bounce(tmp_path, given=given)
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout == b"Left alone: it reports no mail that failed.\n"


def test_while_the_database_is_away_a_mail_server_is_asked_to_come_again(tmp_path: Path) -> None:
    away = f"postgresql://ninefold@127.0.0.1:{free_port()}/ninefold"
    done = bounce(tmp_path, given=OUT_OF_OFFICE, DATABASE_URL=away)
    assert (done.returncode, done.stdout) == (75, b"")
    assert done.stderr == b"The database does not answer; the report is to be kept and given again.\n"


def test_a_maildir_is_read_whole_and_one_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "mail" / "new").mkdir(parents=True)
    for name in ("1.a", "2.a"):
        (tmp_path / "mail" / "new" / name).write_bytes(OUT_OF_OFFICE)
    done = bounce(tmp_path, "--maildir", str(tmp_path / "mail"))
    assert (done.returncode, done.stdout.count(b"Left alone")) == (0, 2)
    assert not list((tmp_path / "mail" / "new").iterdir())
    done = bounce(tmp_path, "--maildir", str(tmp_path / "nowhere"))
    assert done.returncode == 2
    assert done.stderr.decode() == f"ninefold: {tmp_path / 'nowhere'} is no Maildir that can be read and written.\n"
