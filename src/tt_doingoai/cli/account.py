"""Who records: an office's account, set per machine, never a login name and never a person."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from tt_doingoai.atomic_write import atomic_write
from tt_doingoai.cli.output import answer_to, say
from tt_doingoai.errors import CannotWrite, Refused, Untrusted, reason_of
from tt_doingoai.model.scalars import slug
from tt_doingoai.wording import _

VARIABLE = "TTDN_ACTOR"


def account(*, issuer: str) -> str:
    """Return the account that records: by variable, by the user's settings, asked once, or issuer.

    Args:
        issuer: The unit id of the plan's issuer: what stands where nobody said anything else.

    Raises:
        Refused: What was given is no account id.
        Untrusted: The user's settings cannot be read.
    """
    given = os.environ.get(VARIABLE)
    if given:
        return _valid(given)
    kept = _kept()
    if kept:
        return _valid(kept)
    return _ask(issuer) if sys.stdin.isatty() and sys.stderr.isatty() else issuer


def settings_file() -> Path:
    """Return the user's own settings file on this machine."""
    return Path(typer.get_app_dir("ttdn")) / "config.toml"


def _kept() -> str | None:
    file = settings_file()
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Untrusted(
            _("{file} cannot be read: {reason}").format(file=file.name, reason=reason_of(error))
        ) from error
    from tt_doingoai.loading.toml_file import toml_of

    read = toml_of(data, file=file.name)
    actor = read.get("actor")
    return str(actor) if actor is not None else None


def _ask(issuer: str) -> str:
    question = _("Account of your office on this machine (asked once; like btg-duk)")
    typed = answer_to(f"{question} [{issuer}]: ")
    if typed is None:
        raise typer.Abort
    answer = _valid(typed or issuer)
    try:
        settings_file().parent.mkdir(parents=True, exist_ok=True)
        atomic_write(settings_file(), f'actor = "{answer}"\n'.encode(), mode=0o600)
    except (OSError, CannotWrite):
        say(_("the account could not be kept; it will be asked again"))
    return answer


def _valid(value: str) -> str:
    try:
        return slug(value.strip())
    except ValueError as error:
        raise Refused(
            _(
                '"{value}" is no account; write an office\'s id like btg-duk (a-z, 0-9, "-"),'
                " never a person's name"
            ).format(value=value)
        ) from error
