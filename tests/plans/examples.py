"""The example workspaces of this folder: each holds only what differs from ``base``.

A line that must give a problem says so itself: ``issued_on: 2024-02-30 # <- TD014``. What cannot be
a text file, or would not survive an editor, is made here from the base.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tt_doingoai.loading.yaml_tree import MAX_BYTES

HERE: Final = Path(__file__).parent
BASE: Final = HERE / "base"
PLAN: Final = "plans/mau.v1.yaml"
UNITS: Final = "units.yaml"
EXPECTED: Final = "expected.txt"
_TITLE: Final = 'title: "Kế hoạch mẫu"'
_MARK: Final = re.compile(r"# <- (TD[0-9]{3}(?:, TD[0-9]{3})*)")


@dataclass(frozen=True, slots=True)
class Example:
    """A workspace that shows one thing.

    Attributes:
        name: Of its folder; an invalid one begins with the code that it shows.
        folder: Where its files lie.
        change: What is done to the base where its files cannot lie there; None else.
    """

    name: str
    folder: Path
    change: Callable[[Path], None] | None

    @property
    def code(self) -> str:
        """The code of the catalogue that an invalid example is named for."""
        return self.name.partition("-")[0]

    @property
    def expected(self) -> Path:
        """The lines that an invalid example gives."""
        return self.folder / EXPECTED

    def build(self, root: Path) -> Path:
        """Make the workspace in an empty folder and return it."""
        own_plans = (self.folder / "plans").is_dir()
        shutil.copytree((self.folder if own_plans else BASE) / "plans", root / "plans")
        own_units = (self.folder / UNITS).is_file()
        shutil.copy((self.folder if own_units else BASE) / UNITS, root / UNITS)
        if self.change:
            self.change(root)
        return root


def invalid_examples() -> list[Example]:
    """Return every example that must give a problem."""
    return _examples("invalid", _INVALID)


def valid_examples() -> list[Example]:
    """Return every example that must give none."""
    return _examples("valid", _VALID)


def valid_example(name: str) -> Example:
    """Return a valid example by its name."""
    return next(example for example in valid_examples() if example.name == name)


def marks(root: Path) -> list[tuple[str, int, str]]:
    """Return file, line and code of every problem that the files of a workspace announce."""
    files = [*sorted((root / "plans").iterdir()), root / UNITS]
    return sorted(
        (file.relative_to(root).as_posix(), number, code)
        for file in files
        if file.is_file()
        for number, line in enumerate(file.read_bytes().split(b"\n"), start=1)
        for match in _MARK.finditer(line.decode(errors="replace"))
        for code in match[1].split(", ")
    )


def _examples(kind: str, made: Mapping[str, Callable[[Path], None]]) -> list[Example]:
    folder = HERE / kind
    names = {path.name for path in folder.iterdir() if path.is_dir()} | set(made)
    return [Example(name, folder / name, made.get(name)) for name in sorted(names)]


def _with_bytes(data: bytes) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / PLAN).write_bytes(data)

    return change


def _with_title(line: str) -> Callable[[Path], None]:
    """Write another line in place of the base's title."""
    return _with_bytes(_BASE_PLAN.replace(_TITLE, line).encode())


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def _decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _without_units(root: Path) -> None:
    (root / UNITS).unlink()


def _with_a_folder_for_a_plan(root: Path) -> None:
    (root / PLAN).unlink()
    (root / PLAN).mkdir()


_BASE_PLAN: Final = (BASE / PLAN).read_text(encoding="utf-8")
_PADDING: Final = "# " + "x" * 998 + "\n"

_INVALID: Final[Mapping[str, Callable[[Path], None]]] = {
    "TD001-plan-is-a-folder": _with_a_folder_for_a_plan,
    "TD001-units-missing": _without_units,
    # "Kế hoạch mẫu" as Windows' Vietnamese code page and as the old TCVN3 fonts write it.
    "TD002-cp1258": _with_bytes(
        'title: "Kê\u0301 hoa\u0323ch mâ\u0303u" # <- TD002\n'.encode("cp1258")
    ),
    "TD002-tcvn3": _with_bytes('title: "KÕ ho¹ch mÉu" # <- TD002\n'.encode("latin-1")),
    "TD002-utf-16": _with_bytes(_BASE_PLAN.encode("utf-16")),
    "TD003-brackets-1000": _with_title(f"title: {'[' * 1000} # <- TD003"),
    "TD003-lists-1000": _with_bytes(b"- " * 1000 + b"x # <- TD003\n"),
    "TD003-mappings-1000": _with_title(f"title: {'{a: ' * 1000} # <- TD003"),
    "TD003-too-large": _with_bytes(
        (_BASE_PLAN + _PADDING * (MAX_BYTES // len(_PADDING) + 1)).encode()
    ),
    "TD004-escape-raw": _with_title('title: "Kế \x1b[31mhoạch" # <- TD004'),
    "TD004-nul-raw": _with_title('title: "Kế hoạch\0" # <- TD004'),
    "TD006-key-twice-nfc": _with_title(
        f'{_TITLE}\n"{_composed("tên")}": "a"\n"{_decomposed("tên")}": "b" # <- TD006'
    ),
    "TD007-bidi-raw": _with_title('title: "Kế hoạch \u202emẫu" # <- TD007'),
    "TD007-zero-width-raw": _with_title('title: "Kế hoạch\u200b mẫu\ufeff" # <- TD007'),
    "TD012-empty-file": _with_bytes(b""),
}

_VALID: Final[Mapping[str, Callable[[Path], None]]] = {
    "bom": _with_bytes(b"\xef\xbb\xbf" + _BASE_PLAN.encode()),
    "crlf": _with_bytes(_BASE_PLAN.replace("\n", "\r\n").encode()),
    # The plan's own words decomposed, as macOS and some keyboards type them.
    "nfd": _with_bytes(_decomposed(_BASE_PLAN).encode()),
}
