"""Looks whether a wheel and an sdist hold what they must; ``make build`` and CI run it."""

from __future__ import annotations

import sys
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent
PACKAGE: Final = "tt_doingoai"
_FOLDERS: Final = ("bench", "docs", "plans", "schemas", "src", "tests")
_MADE: Final = (".mo", ".pyc")  # by the build and by the interpreter, not kept as sources


def wanted_in_wheel(root: Path) -> list[str]:
    """Return what a wheel holds beside the code."""
    shipped = [*root.glob("plans/*.yaml"), *root.glob("schemas/*.json"), root / "units.yaml"]
    templates = root.glob(f"src/{PACKAGE}/templates/*")
    catalogues = root.glob(f"src/{PACKAGE}/locale/*/LC_MESSAGES/*.po")
    return [
        *(f"{PACKAGE}/shipped/{file.relative_to(root).as_posix()}" for file in shipped),
        *(file.relative_to(root / "src").as_posix() for file in templates if file.is_file()),
        *(file.relative_to(root / "src").with_suffix(".mo").as_posix() for file in catalogues),
        f"{PACKAGE}/__main__.py",
        "entry_points.txt",
    ]


def wanted_in_sdist(root: Path) -> list[str]:
    """Return what an sdist holds: every source, so that it can be worked on."""
    files = [file for name in _FOLDERS for file in (root / name).rglob("*") if file.is_file()]
    files += [
        file for file in root.iterdir() if file.suffix in (".md", ".py", ".sh", ".toml", ".txt")
    ]
    names = [file.relative_to(root).as_posix() for file in files if file.suffix not in _MADE]
    return ["Makefile", "units.yaml", *names]


def missing(wanted: Iterable[str], names: Iterable[str]) -> list[str]:
    """Return what is wanted and not there, whatever the archive calls its own folder."""
    held = {part for name in names for part in (name, name.partition("/")[2])}
    return sorted(set(wanted) - held)


def main(folder: Path) -> int:
    """Look a folder's wheel and sdist over; return 1 where one lacks something or is not there."""
    lacking = []
    for file in (*folder.glob("*.whl"), *folder.glob("*.tar.gz")):
        if file.suffix == ".whl":
            with zipfile.ZipFile(file) as wheel:
                found = missing(wanted_in_wheel(ROOT), wheel.namelist())
        else:
            with tarfile.open(file) as sdist:
                found = missing(wanted_in_sdist(ROOT), sdist.getnames())
        lacking += [f"{file.name} lacks {name}" for name in found]
        sys.stdout.write(f"{file.name}: {'looked over' if not found else f'lacks {len(found)}'}\n")
    for kind in ("*.whl", "*.tar.gz"):
        if not any(folder.glob(kind)):
            lacking.append(f"there is no {kind} in {folder}")
    sys.stderr.write("".join(f"{line}\n" for line in lacking))
    return 1 if lacking else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
