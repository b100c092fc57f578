"""`ninefold doctor`: say what of this installation is well, and what to do about the rest."""

import argparse
import json
from dataclasses import asdict

from django.utils import timezone

from ninefold.site.terminal import Subparsers, print_table
from ninefold.site.upkeep.doctoring import examine
from ninefold.site.upkeep.findings import code_of


def add_parser(subparsers: Subparsers) -> None:
    """Describe the command."""
    about = "say what of this installation is well, and what to do about the rest"
    parser = subparsers.add_parser("doctor", help=about, description=__doc__)
    parser.add_argument("--json", action="store_true", help="say it for a machine")


def run(args: argparse.Namespace) -> int:
    """Look, change nothing, and say it. It ends with 0 for well, 1 for something to look at, 2 for something broken."""
    findings = examine(timezone.now())
    code = code_of(findings)
    if args.json:
        told = {"schema": "ninefold.doctor/1", "code": code, "findings": [asdict(finding) for finding in findings]}
        print(json.dumps(told, indent=1))
    else:
        print_table(("how", "what", ""), [(finding.state, finding.what, finding.said) for finding in findings])
    return code
