"""Every command is in the list, can be asked what it does, and says the same in both places."""

import argparse
import inspect
from pathlib import Path

import pytest

from ninefold.site import cli, commands


def test_every_module_of_a_command_is_in_the_list_and_nothing_else() -> None:
    folder = Path(next(iter(commands.__path__)))
    modules = {path.stem for path in folder.glob("*.py") if path.stem != "__init__"}
    assert modules == {name.replace("-", "_") for name in cli.COMMANDS}


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_a_command_says_what_it_does_as_the_list_says_it(name: str) -> None:
    module = cli.load(name)
    assert (module.__doc__ or "").startswith(f"`ninefold {name}`: ")
    parser = argparse.ArgumentParser()
    subparsers = parser.add_subparsers()
    assert module.add_parser(subparsers) is None
    assert list(subparsers.choices) == [name]
    assert [action.help for action in subparsers._choices_actions] == [cli.COMMANDS[name].help]
    assert len(inspect.signature(module.run).parameters) == 1


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_every_command_and_every_action_of_it_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    parser = argparse.ArgumentParser()
    subparsers = parser.add_subparsers()
    cli.load(name).add_parser(subparsers)
    inner = [action for action in subparsers.choices[name]._actions if isinstance(action, argparse._SubParsersAction)]
    asked = [[name], *([name, choice] for action in inner for choice in action.choices)]
    for words in asked:
        with pytest.raises(SystemExit) as ended:
            cli.main([*words, "--help"])
        assert ended.value.code == 0
        assert " ".join(words) in capsys.readouterr().out
