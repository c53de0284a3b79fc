"""Completion in a real bash, without anybody's start files: what TAB offers."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tt_doingoai.cli.app import COMMANDS

BASH: Final = shutil.which("bash")
# The function that bash would call for TAB, with the variables that it would set.
SCRIPT: Final = """
source <(ttdn --show-completion bash)
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_ttdn_completion ttdn
printf '%s\\n' "${COMPREPLY[@]}"
"""


def offered(folder: Path, *words: str) -> list[str]:
    """What bash would offer for the last word, with ``ttdn`` on its PATH."""
    program = folder / "ttdn"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tt_doingoai "$@"\n', "utf-8")
    program.chmod(0o755)
    told = subprocess.run(
        [str(BASH), "--norc", "--noprofile", "-c", SCRIPT, "bash", *words],
        cwd=folder,
        env={"PATH": f"{folder}:/usr/bin:/bin", "HOME": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stderr == ""
    return told.stdout.split()


@pytest.mark.slow
@pytest.mark.skipif(BASH is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "offers"),
    [
        (("ttdn", "sta"), ["status", "start"]),
        (("ttdn", "units", "va"), ["validate"]),
        (("ttdn", "status", "--as"), ["--as-of"]),
        (("ttdn", "store", "lock-test", "--wor"), ["--workspace"]),
        (("ttdn", "nothing-begins-so"), []),
        (("ttdn", ""), list(COMMANDS)),
    ],
    ids=" ".join,
)
def test_tab_offers_what_fits(tmp_path: Path, words: tuple[str, ...], offers: list[str]) -> None:
    assert offered(tmp_path, *words) == offers
