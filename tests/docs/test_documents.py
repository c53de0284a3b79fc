"""What a document shows is what the program prints; ``make docs`` writes the outputs anew.

A block ```` ```console ```` holds commands ("$ ttdn …") and what they print, run one after another
in a new workspace on the morning of 12 April 2024. A line "…" stands for the rest of an output.
Where the question for the office's account follows a command, Enter answers it in a terminal.
"""

from __future__ import annotations

import io
import os
import re
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import pytest

from tests.command import Command, Result
from tt_doingoai.cli.app import COMMANDS
from tt_doingoai.render import formats
from tt_doingoai.store.findings import CATALOGUE
from tt_doingoai.wording import _

ROOT: Final = Path(__file__).resolve().parents[2]
SOURCE: Final = ROOT / "src" / "tt_doingoai"
READMES: Final = ("README.md", "README.vi.md")
DOCUMENTS: Final = (*READMES, "docs/huong-dan.md")
PAGES: Final = (
    *DOCUMENTS,
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "docs/architecture.md",
    "docs/decisions.md",
    "docs/errors.md",
    "docs/glossary.md",
    "docs/ledger.md",
    "docs/newcomer.md",
    "docs/rules.md",
)
_BLOCK: Final = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
REST: Final = "…"
QUESTION: Final = "Account of your office on this machine (asked once; like btg-duk)"


def played(block: str, ttdn: Command, folder: Path) -> str:
    """The block with what its commands print now, cut off where the block cuts it off."""
    told = ""
    for step in re.split(r"(?m)^(?=\$ )", block):
        if not step:
            continue
        command, _end, kept = step.partition("\n")
        program, *arguments = shlex.split(command.removeprefix("$ "))
        if program == "cd":
            os.chdir(arguments[0])
            out = ""
        elif program == "cat":
            out = (folder / arguments[0]).read_text(encoding="utf-8")
        else:
            assert program == "ttdn", command
            asked = kept.startswith(_(QUESTION))
            result = in_terminal(ttdn, *arguments) if asked else ttdn(*arguments)
            out = on_screen(result, answered=asked)
        lines = out.replace("\r\n", "\n").rstrip("\n").split("\n")
        expected = kept.rstrip("\n").split("\n")
        if expected[-1] == REST:
            lines = [*lines[: len(expected) - 1], REST]
        told += "\n".join([command, *lines]).rstrip("\n") + "\n"
    return told


class Terminal(io.StringIO):
    """What is typed there."""

    def isatty(self) -> bool:
        return True


def in_terminal(ttdn: Command, *arguments: str) -> Result:
    """Run a command where questions can be asked; each is answered by Enter."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", Terminal("\n\n\n"))
        patch.setattr(sys.stderr, "isatty", lambda: True)
        return ttdn(*arguments)


def on_screen(result: Result, *, answered: bool) -> str:
    """What a person sees of a command; the question, and then the line that Enter ends."""
    if not answered:
        return result.out + result.err
    return result.err.rstrip() + "\n" + result.out


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_shows_what_the_program_prints(
    ttdn: Command, workspace: Path, request: pytest.FixtureRequest, name: str
) -> None:
    (workspace / "don-vi.csv").write_text(
        "tên,loại,nhóm,tên khác\n"
        "Đảng bộ mẫu Một,đảng bộ,truc-thuoc;cap-uy,DBM1\n"
        "Chi bộ mẫu Hai,chi bộ,truc-thuoc;cap-uy,\n",
        encoding="utf-8",
    )
    (workspace / "bieu-da-dien.csv").write_text(
        "đơn vị;nhiệm vụ;tình trạng;ngày đến;văn bản;ghi chú\n"
        "Sở Ngoại vụ;III.2.c;hoàn thành;9/4/2024;21-BC/ĐU;\n"
        "Báo Kiên Giang;III.2.c;đã nhận;8/4/2024;07-BC/CB;\n"
        "Trường Đại học Kiên Giang;III.2.c;;;;hẹn tuần sau\n",
        encoding="utf-8",
    )
    (workspace / "bieu-sai.csv").write_text(
        "đơn vị;nhiệm vụ;tình trạng;ngày đến\n"
        "Sở;III.2.c;hoàn thành;9/4/2024\n"
        "Sở TTTT;III.2.c;hoàn thành;31/4/2024\n",
        encoding="utf-8",
    )
    document = ROOT / name
    text = document.read_text(encoding="utf-8")
    now = _BLOCK.sub(lambda match: played(match[0], ttdn, workspace), text)
    if request.config.getoption("--update-golden"):
        document.write_text(now, encoding="utf-8")
        return
    assert text == now


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_and_in_the_guide(name: str) -> None:
    commands = [f"{name} {inner}" for inner in COMMANDS[name].commands or {}] or [name]
    for document in DOCUMENTS:
        text = (ROOT / document).read_text(encoding="utf-8")
        for command in commands:
            assert f"ttdn {command}" in text, f"{document} does not name: ttdn {command}"


def test_both_readmes_name_the_same_commands_options_files_and_tests() -> None:
    english, vietnamese = ((ROOT / name).read_text(encoding="utf-8") for name in READMES)
    for what in (r"`([^`\n]+)`", r"```[a-z]+\n(.*?)```", r"(?m)^make (\w+)", r"\]\(([^)]+)\)"):
        found = [re.findall(what, text, re.DOTALL) for text in (english, vietnamese)]
        ours, theirs = ([_untranslated(one) for one in some] for some in found)
        assert sorted(ours) == sorted(theirs)


def _untranslated(quoted: str) -> str:
    """A piece of code without what each language says in it."""
    placeholder = re.sub(r"\b(?:NAME|DAY|FILE|TÊN|NGÀY|TỆP)\b", "X", quoted)
    return re.sub(r" +#.*", "", placeholder).replace("README.vi.md", "README.md")


@pytest.mark.parametrize("name", PAGES)
def test_every_link_of_a_page_leads_somewhere(name: str) -> None:
    page = ROOT / name
    for target in re.findall(r"\]\(([^)]+)\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://")):
            path, _hash, heading = target.partition("#")
            there = page.parent / path if path else page
            assert there.exists(), target
            assert not heading or heading in anchors(there), target


def anchors(page: Path) -> set[str]:
    """What a page's headings are called in a link."""
    headings = re.findall(r"(?m)^#+ (.+)$", page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_json_is_a_format_of_everything_but_the_form_as_the_readme_says() -> None:
    registries = {
        name: known
        for name, known in vars(formats).items()
        if name.isupper() and isinstance(known, Mapping) and name != "BY_ENDING"
    }
    assert [name for name, known in registries.items() if "json" not in known] == ["FORM"]
    assert list(registries["FORM"]) == ["csv"]


def test_every_variable_that_is_read_stands_in_a_table() -> None:
    files = [*SOURCE.rglob("*.py"), *(ROOT / "tests").rglob("*.py")]
    variable = r"\bTTDN_[A-Z_]*[A-Z]\b"
    read = {name for file in files for name in re.findall(variable, file.read_text("utf-8"))}
    rows = [
        line
        for page in ("docs/huong-dan.md", "docs/architecture.md")
        for line in (ROOT / page).read_text(encoding="utf-8").splitlines()
        if line.startswith("| `")
    ]
    assert len(read) > 5
    assert read == set(re.findall(variable, "\n".join(row.split(" | ")[0] for row in rows)))


@pytest.mark.parametrize("name", PAGES)
def test_every_module_a_page_names_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for module in re.findall(r"`((?:src/tt_doingoai|tests|plans|schemas)/[\w./-]+)`", text):
        assert (ROOT / module).exists(), module


@pytest.mark.parametrize("name", ["docs/architecture.md", "docs/glossary.md"])
def test_every_module_named_by_its_layer_is_there(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    layers = "assess|cli|loading|model|recording|render|schedule|store"
    named = set(re.findall(rf"`((?:{layers})/\w+\.py)`", text))
    assert len(named) > 10
    assert [module for module in named if not (SOURCE / module).is_file()] == []


def test_the_ledgers_page_lists_what_verify_finds() -> None:
    text = (ROOT / "docs" / "ledger.md").read_text(encoding="utf-8")
    listed = dict(re.findall(r"(?m)^\| (TS[0-9]{3}) \| (.+?) \|", text))
    assert listed == {code: meaning for code, (_severity, meaning) in CATALOGUE.items()}
