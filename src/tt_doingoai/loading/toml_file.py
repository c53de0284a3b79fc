"""Files of settings (TOML): bytes -> keys and values, or where they are no TOML."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from tt_doingoai.errors import Untrusted
from tt_doingoai.loading.yaml_syntax import place_in
from tt_doingoai.wording import _


def toml_of(data: bytes, *, file: str) -> dict[str, Any]:
    """Return what a file of settings says.

    Args:
        data: The file's bytes.
        file: How a failure names it.

    Raises:
        Untrusted: It is no TOML in UTF-8; names the place where there is one.
    """
    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        line, column = place_in(data, error.start)
        raise Untrusted(f"{file}:{line}:{column}: {_('the file is not UTF-8')}") from error
    except (ValueError, RecursionError) as error:
        # Its reasons are English; where it is wrong is all that is taken from them.
        found = re.search(r"line ([0-9]+), column ([0-9]+)", str(error))
        line, column = map(int, found.groups()) if found else place_in(data, len(data.rstrip()))
        message = _(
            "this is not written as settings are: key = value on a line of its own, texts in"
            " quotes, each key once"
        )
        raise Untrusted(f"{file}:{line}:{column}: {message}") from error
