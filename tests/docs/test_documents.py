"""What a document shows is what the program prints; ``make docs`` writes the outputs anew.

A block ```` ```console ```` holds commands ("$ ttdn …") and what they print, run one after another
in a new workspace on the morning of 12 April 2024. A line "…" stands for the rest of an output.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import Final

import pytest

from tests.command import Command
from tt_doingoai.cli.app import COMMANDS
from tt_doingoai.store.findings import CATALOGUE

ROOT: Final = Path(__file__).resolve().parents[2]
SOURCE: Final = ROOT / "src" / "tt_doingoai"
READMES: Final = ("README.md", "README.vi.md")
DOCUMENTS: Final = (*READMES, "docs/huong-dan.md")
PAGES: Final = (
    *DOCUMENTS,
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    *(f"docs/{name}.md" for name in ("architecture", "decisions", "errors", "glossary", "ledger")),
)
_BLOCK: Final = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
REST: Final = "…"


def played(block: str, ttdn: Command, folder: Path) -> str:
    """The block with what its commands print now, cut off where the block cuts it off."""
    told = ""
    for step in re.split(r"(?m)^(?=\$ )", block):
        if not step:
            continue
        command, _, kept = step.partition("\n")
        program, *arguments = shlex.split(command.removeprefix("$ "))
        if program == "cat":
            out = (folder / arguments[0]).read_text(encoding="utf-8")
        else:
            assert program == "ttdn", command
            result = ttdn(*arguments)
            out = result.out + result.err
        lines = out.replace("\r\n", "\n").rstrip("\n").split("\n")
        expected = kept.rstrip("\n").split("\n")
        if expected[-1] == REST:
            lines = [*lines[: len(expected) - 1], REST]
        told += "\n".join([command, *lines]).rstrip("\n") + "\n"
    return told


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
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not target.startswith(("http://", "https://")):
            assert (page.parent / target).exists(), target


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
