"""docs/status.svg: what ``ttdn status`` shows in a terminal; ``make docs`` draws it anew."""

from __future__ import annotations

import io
import re
import shlex
from pathlib import Path
from typing import Final

import pytest
from rich.console import Console
from rich.text import Text

from tests.command import Command
from tests.conftest import ROOT
from tests.environments import Environment, output_in

PICTURE: Final = ROOT / "docs" / "status.svg"
COMMAND: Final = "ttdn status --as-of 12/4/2024"
RECORDED: Final = (
    "done III.1 --unit duk --on 28/12/2023",
    "done III.2.a -g truc-thuoc --except ubnd-tinh --on 28/3/2024 --yes",
    "done III.2.b --unit doan-the-duk --on 29/3/2024",
    "start III.2.c -u so-noi-vu -u ubnd-tinh --on 1/4/2024",
    "receive III.2.c -u so-ngoai-vu -u so-tu-phap --on 8/4/2024",
    "return III.2.c --unit so-tu-phap --on 11/4/2024 --answer-by 19/4/2024",
    "done III.2.c -u so-du-lich -u so-tttt -u dai-pt-th -u mttq-tinh --on 9/4/2024 --yes",
    "done III.2.c -u hoi-nha-bao -u bao-kien-giang -u dh-kien-giang --on 9/4/2024",
    "done III.2.c -u cd-su-pham -u cd-kien-giang --on 10/4/2024",
)
TERMINAL: Final = Environment(96, {"TERM": "xterm-256color"})
# Rich's own frame, without the font that it would fetch from elsewhere.
FRAME: Final = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{
  font-family: "Fira Code", "DejaVu Sans Mono", Consolas, Menlo, monospace;
  font-size: {char_height}px;
  line-height: {line_height}px;
}}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""


def picture(printed: str) -> str:
    """What a terminal shows of this output, as SVG."""
    assert TERMINAL.columns is not None
    console = Console(
        record=True,
        file=io.StringIO(),
        width=TERMINAL.columns,
        force_terminal=True,
        color_system="standard",
        legacy_windows=False,
        _environ={},
    )
    console.print(Text.from_ansi(printed))
    made = console.export_svg(title=COMMAND, code_format=FRAME, unique_id="status")
    return "".join(f"{line.rstrip()}\n" for line in made.splitlines())


def test_the_picture_is_what_the_program_shows(
    ttdn: Command, workspace: Path, request: pytest.FixtureRequest
) -> None:
    for command in RECORDED:
        assert ttdn(*command.split()).code == 0
    made = picture(output_in(TERMINAL, workspace, *shlex.split(COMMAND)[1:]))
    if request.config.getoption("--update-golden"):
        PICTURE.write_text(made, encoding="utf-8")
    assert PICTURE.read_text(encoding="utf-8") == made, "make it anew: make docs"


def test_the_picture_needs_nothing_from_elsewhere() -> None:
    text = PICTURE.read_text(encoding="utf-8")
    assert re.findall(r"(?:https?:)?//[^\"' )]+", text) == ["http://www.w3.org/2000/svg"]
    assert not re.search(r"@font-face|@import|<script|<image|href", text)
