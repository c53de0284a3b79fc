"""init, plan, units: the first day in an office."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.command import Command
from tt_doingoai.cli.main import run

TABLE = (
    "Tên đơn vị;Loại;Nhóm;Tên khác\r\n"
    "Đảng bộ mẫu Một;đảng bộ;truc-thuoc;DBM1\r\n"
    "Chi bộ mẫu Hai;chi bộ;Các chi, đảng bộ trực thuộc|cap-uy;\r\n"
)


def test_init_makes_a_workspace_that_answers_at_once(
    ttdn: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ttdn("init", str(tmp_path / "new" / "office")).code == 0
    monkeypatch.chdir(tmp_path / "new" / "office")
    assert ttdn("check", "--as-of", "1/1/2024").code == 1
    assert sorted(path.name for path in Path().iterdir()) == ["plans", "schemas", "units.yaml"]


def test_init_never_writes_over_anything(ttdn: Command, workspace: Path) -> None:
    units = (workspace / "units.yaml").read_bytes()
    result = ttdn("init")
    assert result.code == 2
    assert (workspace / "units.yaml").read_bytes() == units


def test_an_offices_own_roster_from_a_table(ttdn: Command, workspace: Path) -> None:
    (workspace / "don-vi.csv").write_text(TABLE, encoding="utf-8-sig", newline="")
    result = ttdn("units", "import", "don-vi.csv")
    assert (result.code, result.err) == (0, "")
    out = ttdn("units", "list").out
    assert "Đảng bộ mẫu Một (dang-bo-mau-mot); DBM1; Các chi, đảng bộ trực thuộc" in out
    assert "Đảng ủy Khối (duk)" in out
    assert "Sở Du lịch" not in out
    assert "mẫu" not in ttdn("status").out.splitlines()[0]
    assert ttdn("plan", "validate").code == 0
    assert (workspace / "units.yaml.bak").is_file()


def test_import_dry_run_prints_the_new_roster_and_writes_nothing(
    ttdn: Command, workspace: Path
) -> None:
    (workspace / "don-vi.csv").write_text(TABLE, encoding="utf-8")
    before = (workspace / "units.yaml").read_bytes()
    result = ttdn("units", "import", "don-vi.csv", "--dry-run")
    assert "dang-bo-mau-mot" in result.out
    assert (workspace / "units.yaml").read_bytes() == before


def test_import_names_every_wrong_row_and_takes_nothing(ttdn: Command, workspace: Path) -> None:
    bad = TABLE + "Đơn vị mẫu Ba;đội;truc-thuoc;\r\n;ban;khong-co;\r\n"
    (workspace / "don-vi.csv").write_text(bad, encoding="utf-8", newline="")
    before = (workspace / "units.yaml").read_bytes()
    result = ttdn("units", "import", "don-vi.csv")
    assert (result.code, result.out) == (2, "")
    assert [line.split(" ")[0] for line in result.err.splitlines()[:3]] == [
        "don-vi.csv:4:1:",
        "don-vi.csv:5:1:",
        "don-vi.csv:5:1:",
    ]
    assert (workspace / "units.yaml").read_bytes() == before


def test_import_never_drops_a_unit_that_has_records(ttdn: Command, workspace: Path) -> None:
    ttdn("done", "III.2.c", "--unit", "so du lich", "--on", "5/4/2024")
    (workspace / "don-vi.csv").write_text(TABLE, encoding="utf-8")
    result = ttdn("units", "import", "don-vi.csv")
    assert result.code == 2
    assert "Sở Du lịch (so-du-lich)" in result.err


def test_import_asks_before_it_drops_an_offices_own_units(ttdn: Command, workspace: Path) -> None:
    (workspace / "don-vi.csv").write_text(TABLE, encoding="utf-8")
    ttdn("units", "import", "don-vi.csv")
    shorter = TABLE.replace("Đảng bộ mẫu Một;đảng bộ;truc-thuoc;DBM1\r\n", "")
    (workspace / "don-vi.csv").write_text(shorter, encoding="utf-8")
    assert ttdn("units", "import", "don-vi.csv").code == 2
    assert ttdn("units", "import", "don-vi.csv", "--yes").code == 0


def test_units_are_listed_by_name_as_vietnamese_sorts(ttdn: Command) -> None:
    lines = ttdn("units", "list", "--by", "name", "--group", "truc-thuoc").out.splitlines()[1:]
    names = [line.split(" (")[0] for line in lines if not line.startswith(" ")]
    assert names[:4] == ["Báo Kiên Giang", "Đài PT-TH", "Hội Nhà báo", "MTTQ tỉnh"]


def test_a_unit_is_shown_by_alias(ttdn: Command) -> None:
    assert ttdn("units", "show", "sdl").out.splitlines()[-1].startswith("Sở Du lịch (so-du-lich)")


def test_plan_show_prints_the_plan_word_for_word(ttdn: Command) -> None:
    text = " ".join(ttdn("plan", "show", "97").out.split())
    assert "Các chi, đảng bộ trực thuộc tổ chức phò biến, quán triệt" in text
    assert "-> III.2.c Báo cáo kết quả về Đảng ủy Khối" in text
    assert text.endswith("T/M BAN THƯỜNG VỤ")


@pytest.mark.parametrize("kind", ["plan", "units"])
def test_plan_schema_is_what_is_checked_in(ttdn: Command, workspace: Path, kind: str) -> None:
    kept = (workspace / "schemas" / f"{kind}.schema.json").read_text(encoding="utf-8")
    assert ttdn("plan", "schema", kind).out == kept


@pytest.mark.parametrize("arguments", [("--help",), ("-h",), ("plan", "--help"), ("--version",)])
def test_help_and_version_exit_0_on_stdout(ttdn: Command, arguments: tuple[str, ...]) -> None:
    result = ttdn(*arguments)
    assert (result.code, result.err) == (0, "")
    assert result.out


@pytest.mark.parametrize("word", ["Usage", "Options", "Commands", "Error", "Show this"])
def test_help_holds_no_english_of_the_librarys(ttdn: Command, word: str) -> None:
    from tt_doingoai.cli.app import COMMANDS

    for name, entry in COMMANDS.items():
        assert word not in ttdn(name, "--help").out
        for inner in entry.commands or {}:
            assert word not in ttdn(name, inner, "--help").out


def test_help_in_english(ttdn: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTDN_LANG", "en")
    assert "Usage: ttdn" in ttdn("--help").out
    assert "The day it reached the office." in ttdn("done", "--help").out


class Keyboard(io.StringIO):
    """What somebody types in a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def types(
    workspace: Path,
    today: object,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Callable[..., tuple[int, str, str]]:
    """Records a report in a terminal in which something is typed: exit code, stdout, stderr."""
    monkeypatch.delenv("TTDN_ACTOR", raising=False)

    def done(task: str, typed: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.stdin", Keyboard(typed))
        monkeypatch.setattr("sys.stderr.isatty", lambda: True)
        code = run(["done", task, "--unit", "sdl", "--on", "28/3/2024"])
        return code, *capsys.readouterr()

    return done


def test_the_account_is_asked_once_in_a_terminal(
    types: Callable[..., tuple[int, str, str]], workspace: Path
) -> None:
    code, out, err = types("III.2.a", "btg-duk\n")
    assert (code, out[:1].isspace()) == (0, False)
    assert err.startswith("Tài khoản của cơ quan")
    assert err.count("[duk]: ") == 1
    assert "[duk]: " not in types("III.2.c", "")[2]
    assert '"by": "btg-duk"' in (workspace / "store" / "status.json").read_text(encoding="utf-8")


def test_enter_takes_the_account_that_is_proposed(
    types: Callable[..., tuple[int, str, str]], workspace: Path
) -> None:
    assert types("III.2.a", "\n")[0] == 0
    assert '"by": "duk"' in (workspace / "store" / "status.json").read_text(encoding="utf-8")


def test_who_gives_no_account_records_nothing(
    types: Callable[..., tuple[int, str, str]], workspace: Path
) -> None:
    assert types("III.2.a", "")[0] == 130
    assert not (workspace / "store" / "status.json").exists()
