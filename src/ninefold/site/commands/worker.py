"""`ninefold worker`: do the work that waits, until told to stop."""

import argparse
import os
import signal
import socket
import sys

from django.utils import timezone

from ninefold.site.jobs import JOBS
from ninefold.site.log import tell_of_end
from ninefold.site.worker import Worker


def add_parser(subparsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Describe the command."""
    parser = subparsers.add_parser("worker", help="do the work that waits", description=__doc__)
    parser.add_argument("--once", action="store_true", help="make one sweep and end")
    parser.add_argument("--pause", type=float, default=5.0, metavar="SECONDS", help="between two sweeps (default: 5)")


def run(args: argparse.Namespace) -> int:
    """Sweep until SIGTERM or SIGINT; the job in hand is finished first."""
    sys.excepthook = tell_of_end
    worker = Worker(f"{socket.gethostname()[:60]}-{os.getpid()}", JOBS, timezone.now)

    if args.once:
        worker.sweep()
        return 0

    def stop(*_signal: object) -> None:
        worker.stop()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    worker.run(args.pause)
    return 0
