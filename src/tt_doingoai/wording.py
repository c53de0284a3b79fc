"""The language of what people read: gettext, Vietnamese unless ``TTDN_LANG=en``.

Strings are written in English in the code; ``locale/vi`` holds the Vietnamese words of design 2.
"""

from __future__ import annotations

import contextlib
import gettext
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

DEFAULT_LANGUAGE = "vi"
LANGUAGES = ("vi", "en")
_LOCALE_DIR = Path(__file__).parent / "locale"


@dataclass(slots=True)
class _Chosen:
    """The language of this process: chosen once, at the start."""

    code: str
    translation: gettext.NullTranslations


_chosen = _Chosen("en", gettext.NullTranslations())


def use(language: str | None) -> str:
    """Choose the language for the rest of the process and return its code.

    Args:
        language: ``vi`` or ``en`` (also ``en_US.UTF-8``); anything else is Vietnamese.
    """
    code = (language or DEFAULT_LANGUAGE).lower().replace("-", "_").split("_")[0].split(".")[0]
    if code not in LANGUAGES:
        code = DEFAULT_LANGUAGE
    _chosen.code = code
    _chosen.translation = (
        gettext.NullTranslations()
        if code == "en"
        else gettext.translation("ttdn", str(_LOCALE_DIR), languages=[code])
    )
    return code


@contextlib.contextmanager
def speaking(language: str) -> Iterator[None]:
    """Say everything inside in one language: a Vietnamese office's letter is Vietnamese."""
    before = (_chosen.code, _chosen.translation)
    use(language)
    try:
        yield
    finally:
        _chosen.code, _chosen.translation = before


def current() -> str:
    """Return the code of the chosen language."""
    return _chosen.code


def _(message: str) -> str:
    """Return the message in the chosen language."""
    return _chosen.translation.gettext(message)


def n_(singular: str, plural: str, n: int) -> str:
    """Return the form of the message for a number, with ``{n}`` filled in."""
    return _chosen.translation.ngettext(singular, plural, n).format(n=n)


def later(message: str) -> str:
    """Mark a message for translation where it stands; ``_`` translates it where it is shown."""
    return message
