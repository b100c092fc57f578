"""Which files say from where packages come: none may, since that is for each machine to say."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

# Files in which package managers keep what they chose, or where they look.
LOCKS = re.compile(
    r"(.*requirements.*\.(txt|in)|.*\.lock|.*\.lockb|(package|npm-shrinkwrap|deno)-?(lock)?\.json|pnpm-lock\.ya?ml"
    r"|pylock.*\.toml|\.npmrc|\.yarnrc.*|pip\.(conf|ini)|uv\.toml|constraints.*\.txt)"
)
ADDRESS = re.compile(r"://|(^|\s)(-i|-f|--(extra-)?index-url|--find-links|--trusted-host)\b|@\s*(file|git|/)|\bgit\+")
ELSEWHERE = {".git", ".venv", "var", "__pycache__", "node_modules", ".mypy_cache", ".ruff_cache"}


def named_addresses(root: Path) -> Iterator[str]:
    """Each line of a lock-like file under `root` that names an address, as `file:line: text`."""
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(set(folders) - ELSEWHERE)
        for name in sorted(files):
            if LOCKS.fullmatch(name):
                path = Path(folder) / name
                lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
                found = [(number, line) for number, line in enumerate(lines, 1) if ADDRESS.search(line)]
                yield from (f"{path.relative_to(root)}:{number}: {line.strip()}" for number, line in found)
