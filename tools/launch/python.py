"""Which Python to use. Written so that an old Python can read it and say what is wrong."""

import os
import subprocess
import sys

NEEDED = (3, 11)
NEWEST_TRIED = 30


def use_a_new_enough_python(script: str) -> None:
    """Go on as this Python if it is new enough, else start the script again with one that is, else exit with 2."""
    if sys.version_info[:2] >= NEEDED:
        return
    for minor in range(NEEDED[1], NEWEST_TRIED):
        for folder in os.get_exec_path():
            found = os.path.join(folder, "python3.%d" % minor)  # noqa: PTH118, UP031 - read by old Pythons too
            # A name on the path may be a stand-in for a Python that is not installed, so it is asked.
            if os.access(found, os.X_OK) and subprocess.call([found, "-c", ""], stderr=subprocess.DEVNULL) == 0:
                os.execv(found, [found, script, *sys.argv[1:]])
    sys.stderr.write(
        "Ninefold needs Python 3.11 or newer, and this is %d.%d. Install a newer one (its command is "  # noqa: UP031
        "python3.11, or a later number) and try again.\n" % sys.version_info[:2]
    )
    sys.exit(2)
