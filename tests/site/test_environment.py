"""Settings from the environment."""

import stat
from pathlib import Path

import pytest

from ninefold.core.errors import NinefoldError
from ninefold.site import environment

FILE = Path("var/ninefold.sqlite3")


@pytest.mark.parametrize(("value", "means"), [("1", True), (" Yes ", True), ("on", True), ("0", False), ("", False)])
def test_a_switch_is_on_or_off(value: str, means: bool) -> None:
    assert environment.flag({"NINEFOLD_DEMO": value}, "NINEFOLD_DEMO") is means


def test_a_switch_that_is_not_there_is_off() -> None:
    assert environment.flag({}, "NINEFOLD_DEMO") is False


def test_a_switch_that_is_neither_is_refused_by_name() -> None:
    with pytest.raises(NinefoldError, match="NINEFOLD_DEMO is “perhaps”"):
        environment.flag({"NINEFOLD_DEMO": "perhaps"}, "NINEFOLD_DEMO")


def test_a_slip_in_the_name_of_a_setting_is_told_with_what_was_meant() -> None:
    environment.check_names({"NINEFOLD_HTTPS": "1", "PATH": "/bin"}, environment.SETTINGS)
    with pytest.raises(NinefoldError, match="Did you mean NINEFOLD_HTTPS"):
        environment.check_names({"NINEFOLD_HTPS": "1"}, environment.SETTINGS)
    with pytest.raises(NinefoldError, match="no setting NINEFOLD_COLOUR"):
        environment.check_names({"NINEFOLD_COLOUR": "1"}, environment.SETTINGS)


def test_a_folder_for_data_is_made_or_it_is_said_why_not(tmp_path: Path) -> None:
    made = environment.data_folder(str(tmp_path / "a" / "b"), tmp_path)
    assert stat.S_IMODE(made.stat().st_mode) == 0o700
    assert environment.data_folder("", tmp_path) == tmp_path
    (tmp_path / "file").touch()
    with pytest.raises(NinefoldError, match="file, cannot be made: File exists"):
        environment.data_folder(str(tmp_path / "file"), tmp_path)


def test_hosts_are_names_alone() -> None:
    assert environment.hosts(" a.example, 10.0.0.7,[::1],*,.b.example") == [
        *("a.example", "10.0.0.7", "[::1]", "*", ".b.example")
    ]
    assert environment.hosts("") == ["localhost", "127.0.0.1", "[::1]"]
    for wrong in ("http://a.example", "a.example:8000", "a.example/", "a example"):
        with pytest.raises(NinefoldError, match=f"NINEFOLD_HOSTS has “{wrong}”"):
            environment.hosts(wrong)


def test_without_an_address_the_database_is_a_file_that_readers_and_a_writer_share() -> None:
    settings = environment.database("", FILE)
    assert (settings["ENGINE"], settings["NAME"]) == ("django.db.backends.sqlite3", str(FILE))
    assert settings["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout="):
        assert pragma in settings["OPTIONS"]["init_command"]


def test_keys_lie_in_a_file_of_their_own_and_each_is_waited_for() -> None:
    found = environment.databases("", "", Path("var/ninefold"), demonstration=False)
    assert (found["default"]["NAME"], found["keys"]["NAME"]) == (str(FILE), "var/ninefold-keys.sqlite3")
    assert "synchronous=FULL" in found["keys"]["OPTIONS"]["init_command"]
    for settings in found.values():
        assert "secure_delete=ON" in settings["OPTIONS"]["init_command"]


def test_keys_on_the_server_of_what_they_open_are_refused_but_in_a_demonstration() -> None:
    addresses = ("postgresql://u:p@db/nine", "postgresql://k:p@db:5432/keys")
    with pytest.raises(NinefoldError, match="Keys need a server of their own"):
        environment.databases(*addresses, Path("var/ninefold"), demonstration=False)
    assert environment.databases(*addresses, Path("var/ninefold"), demonstration=True)["keys"]["NAME"] == "keys"
    elsewhere = ("postgresql://u:p@db/nine", "postgresql://k:p@vault/keys")
    assert environment.databases(*elsewhere, Path("var/ninefold"), demonstration=False)["keys"]["HOST"] == "vault"


def test_an_address_of_postgresql_is_taken_apart() -> None:
    settings = environment.database("postgresql://ann%40x:p%2Fw@db.example:6543/nine?sslmode=require", FILE)
    assert settings["ENGINE"] == "ninefold.site.postgresql"
    assert (settings["USER"], settings["PASSWORD"]) == ("ann@x", "p/w")
    assert (settings["HOST"], settings["PORT"], settings["NAME"]) == ("db.example", "6543", "nine")
    assert settings["OPTIONS"] == {"sslmode": "require"}


def test_a_socket_is_given_as_a_host_among_the_options() -> None:
    settings = environment.database("postgresql:///nine?host=/run/pg&port=7000", FILE)
    assert (settings["HOST"], settings["PORT"], settings["OPTIONS"]) == ("/run/pg", "7000", {})


@pytest.mark.parametrize(
    "address", ["mysql://u:secret@h/n", "postgresql://u:secret@h", "secret", "postgres://u:secret@h:port/n"]
)
def test_an_address_that_is_none_is_refused_without_telling_its_password(address: str) -> None:
    with pytest.raises(NinefoldError, match="DATABASE_URL is not the address") as refused:
        environment.database(address, FILE)
    assert "secret" not in str(refused.value)


def test_a_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret-key"
    key = environment.secret_key("", file)
    assert len(key) >= 50
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert environment.secret_key("", file) == key
    assert [path.name for path in file.parent.iterdir()] == ["secret-key"]


def test_a_key_that_is_given_makes_no_file(tmp_path: Path) -> None:
    given = "x" * 50
    assert environment.secret_key(given, tmp_path / "secret-key") == given


def test_a_given_key_that_could_be_guessed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NinefoldError, match="at least 50"):
        environment.secret_key("short", tmp_path / "secret-key")
    assert not list(tmp_path.iterdir())


def test_of_two_processes_that_start_together_both_get_the_same_key(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "secret-key"
    first = environment.secret_key("", file)
    # The second has looked before the first was done.
    monkeypatch.setattr(Path, "exists", lambda _path: False)
    assert environment.secret_key("", file) == first


def test_a_key_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "secret-key"
    file.write_text("short")
    with pytest.raises(NinefoldError, match="too short"):
        environment.secret_key("", file)


@pytest.mark.parametrize(("value", "means"), [("", 0), ("0", 0), (" 24 ", 24), ("48", 48)])
def test_a_number_of_hours_is_none_unless_it_is_given(value: str, means: int) -> None:
    assert environment.hours({"NINEFOLD_HOURS": value}, "NINEFOLD_HOURS", most=48) == means
    assert environment.hours({}, "NINEFOLD_HOURS", most=48) == 0


@pytest.mark.parametrize("value", ["49", "-1", "1.5", "two", "²", "9" * 9])
def test_a_number_of_hours_that_is_none_or_too_many_is_refused_by_name(value: str) -> None:
    with pytest.raises(NinefoldError, match=r"NINEFOLD_HOURS is “.*from 0 to 48"):
        environment.hours({"NINEFOLD_HOURS": value}, "NINEFOLD_HOURS", most=48)


def test_the_folder_of_backups_is_one_or_not_known(tmp_path: Path) -> None:
    assert environment.backups_folder("") is None
    assert environment.backups_folder(str(tmp_path)) == tmp_path
    with pytest.raises(NinefoldError, match=r"NINEFOLD_BACKUPS is “.*nowhere”, which is not a folder"):
        environment.backups_folder(str(tmp_path / "nowhere"))
