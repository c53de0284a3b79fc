"""Takes the code's new messages into the Vietnamese catalogue, and out of it what is unused.

Entries that stay keep their bytes, and so does the header: what differs is what is new.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

SOURCE: Final = Path(__file__).parent / "src" / "tt_doingoai"
CATALOGUE: Final = SOURCE / "locale" / "vi" / "LC_MESSAGES" / "ttdn.po"
KEYWORDS: Final = {"_": None, "n_": (1, 2), "later": None}
_WIDTH: Final = 100

Message = str | tuple[str, ...]


def messages_of(source: Path) -> set[Message]:
    """Return every message that the code marks for translation."""
    return {row[2] for row in extract_from_dir(str(source), keywords=KEYWORDS)}


def updated(catalogue: str, messages: set[Message]) -> str:
    """Return a catalogue with exactly these messages, in the alphabet's order.

    Args:
        catalogue: The text of the file: entries with an empty line between them, the header first.
        messages: What the code says; a message that is new gets an empty translation.
    """
    header, *entries = catalogue.strip("\n").split("\n\n")
    kept = {message: entry for entry in entries if (message := _message(entry)) in messages}
    made = kept | {message: _entry(message) for message in messages - kept.keys()}
    ordered = sorted(made, key=lambda m: m if isinstance(m, str) else m[0])
    return "\n\n".join([header, *(made[message] for message in ordered)]) + "\n\n"


def _message(entry: str) -> Message:
    (found,) = (message.id for message in read_po(io.StringIO(entry)) if message.id)
    return found if isinstance(found, str) else tuple(found)


def _entry(message: Message) -> str:
    made = Catalog(locale="vi")
    made.add(message)
    file = io.BytesIO()
    write_po(file, made, width=_WIDTH, omit_header=True)
    lines = file.getvalue().decode("utf-8").strip("\n").split("\n")
    return "\n".join(line for line in lines if not line.startswith("#"))


def main() -> int:
    """Update the catalogue; say what is to be translated."""
    before = CATALOGUE.read_text(encoding="utf-8")
    after = updated(before, messages_of(SOURCE))
    CATALOGUE.write_text(after, encoding="utf-8")
    empty = sum(1 for message in read_po(io.StringIO(after)) if message.id and not _said(message))
    sys.stdout.write(f"{CATALOGUE.name}: {empty} to translate\n")
    return 0


def _said(message: object) -> bool:
    told = getattr(message, "string", "")
    return all(told) if isinstance(told, tuple | list) else bool(told)


if __name__ == "__main__":
    sys.exit(main())
