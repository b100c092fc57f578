"""The subcommands of `ninefold`, each a module with `add_parser(subparsers)` and `run(args) -> int`."""
