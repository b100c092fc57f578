"""Files that somebody sends stay in memory, and no more of them than is used."""

import io
from pathlib import Path

import pytest
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.test import RequestFactory

from ninefold.core import answer_file
from ninefold.site.uploads import MOST_BYTES


def _sent(content: bytes) -> InMemoryUploadedFile:
    file = io.BytesIO(content)
    file.name = "answers.csv"
    received = RequestFactory().post("/", {"answers": file}).FILES["answers"]
    assert isinstance(received, InMemoryUploadedFile)
    return received


def test_a_file_arrives_whole_with_its_name() -> None:
    content = bytes(range(256)) * 1000
    received = _sent(content)
    assert (received.name, received.size, received.read()) == ("answers.csv", len(content), content)


def test_of_a_longer_file_the_rest_is_thrown_away_and_its_size_is_still_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    content = b"x" * (MOST_BYTES + 100_000)
    received = _sent(content)
    assert received.size == len(content)
    assert received.read() == content[:MOST_BYTES]
    assert not list(tmp_path.iterdir())


def test_a_file_of_answers_is_never_longer_than_what_is_kept() -> None:
    assert answer_file.LARGEST_FILE <= MOST_BYTES
