"""``ttdn remind``: a draft letter for each late unit, and the record that it went out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.reminding import Reminding, reminding
from tt_doingoai.atomic_write import atomic_write, failing_to_write
from tt_doingoai.cli import typed, words
from tt_doingoai.cli.letters import LetterFiles, LetterText
from tt_doingoai.cli.options import Narrowing, Out, Place, View, Writing
from tt_doingoai.cli.output import check_ending, say
from tt_doingoai.cli.recording import record
from tt_doingoai.cli.session import Session, filters_of, ledger_at, open_session, workspace_root
from tt_doingoai.errors import Refused
from tt_doingoai.loading.layout import TEMPLATES
from tt_doingoai.loading.templates import REMINDER, read_template, shipped_template
from tt_doingoai.model.ledger import Change, Ledger
from tt_doingoai.recording.reminder import letter_number, reminder_changes
from tt_doingoai.recording.rules import check_answer_after
from tt_doingoai.wording import _


class Sheet(NamedTuple):
    """What a letter bears beside its matter: its number, its day, the day of the answer."""

    number: str | None
    day: dt.date
    answer_by: dt.date | None


def remind(
    place: Place,
    view: View,
    narrowing: Narrowing,
    writing: Writing,
    overdue: Annotated[
        bool, typer.Option("--overdue", help=_("To every unit that is late."))
    ] = False,
    number: Annotated[
        str | None,
        typer.Option("--number", metavar=_("NUMBER"), help=_("The letter's number: 45-CV/ĐUK.")),
    ] = None,
    on: Annotated[
        str | None,
        typer.Option("--on", metavar=_("DAY"), help=_("The day the letter bears; today.")),
    ] = None,
    answer_by: Annotated[
        str | None,
        typer.Option("--answer-by", metavar=_("DAY"), help=_("The day to answer by.")),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", "-a", help=_("Days too that the office set, not the plan.")),
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar=_("FILE"), help=_("Write to a file.")),
    ] = None,
    output_dir: Annotated[
        Path | None,
        typer.Option("--output-dir", metavar=_("FOLDER"), help=_("A file for each unit.")),
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help=_("Replace letters that are there already."))
    ] = False,
    recorded: Annotated[
        bool, typer.Option("--record", help=_("Record that the letters went out."))
    ] = False,
    copy_template: Annotated[
        bool,
        typer.Option("--copy-template", help=_("Put the shipped template into the workspace.")),
    ] = False,
) -> int:
    """Print a draft reminder for each late unit; with --record, note that it went out."""
    if copy_template:
        return _copy_template(workspace_root(place), dry_run=writing.dry_run)
    if not (overdue or narrowing.unit or narrowing.group):
        raise Refused(_("say whom to remind: --unit NAME (may be repeated), or --overdue"))
    if output is not None and output_dir is not None:
        raise Refused(_("write either --output or --output-dir"))
    check_ending(("text",), Out(output=output))
    session = open_session(place)
    sheet = _sheet(session, view, number=number, on=on, answer_by=answer_by, recorded=recorded)
    ledger = ledger_at(session, view.revision)
    narrowed = filters_of(session, narrowing, sheet.day)

    def found_in(ledger: Ledger) -> tuple[Assessment, Reminding]:
        assessment = session.assess(ledger, day=sheet.day).narrowed(narrowed)
        return assessment, reminding(assessment, unstated_too=everything)

    assessment, found = found_in(ledger)
    letters = _letters(session, assessment, found, sheet)
    _say_remarks(session, assessment, found, narrowing)
    if not letters:
        return 0
    root = session.workspace.root
    to: LetterText | LetterFiles = (
        LetterText(letters.values(), output, root=root)
        if output_dir is None
        else LetterFiles(letters, output_dir, root=root, overwrite=overwrite)
    )
    write = to.tell if writing.dry_run else to.write
    if not recorded:
        write()
        return 0

    def make(ledger: Ledger, _today: Assessment) -> Sequence[Change]:
        if found_in(ledger)[1] != found:
            raise Refused(_("the ledger has changed meanwhile; nothing was recorded; look again"))
        late = [verdict for reminder in found.reminders for verdict in reminder.late]
        return reminder_changes(
            late,
            number=sheet.number or "",
            on=sheet.day,
            answer_by=sheet.answer_by,
            today=session.today,
        )

    # The letters are the data; what was recorded of them is talk.
    return record(
        session, "remind", make, writing, before=write, tell=lambda text: say(text.rstrip())
    )


def _sheet(
    session: Session,
    view: View,
    *,
    number: str | None,
    on: str | None,
    answer_by: str | None,
    recorded: bool,
) -> Sheet:
    """Return what was typed of the letter itself.

    Raises:
        Refused: Something is missing, or the days contradict each other.
    """
    given = typed.text(number)
    bears = letter_number(given) if given else None
    if recorded and bears is None:
        raise Refused(_("--record needs the number the letter went out under: --number 45-CV/ĐUK"))
    if recorded and (view.as_of or view.revision):
        raise Refused(
            _("--record goes by the ledger as it is now; write --on for the day it went out")
        )
    sent, seen = typed.day(on, option="--on"), typed.day(view.as_of, option="--as-of")
    if sent and seen and sent != seen:
        raise Refused(_("--on and --as-of name different days; write one of them"))
    day = sent or seen or session.today
    asked = typed.day(answer_by, option="--answer-by")
    check_answer_after(day, answer_by=asked)
    return Sheet(bears, day, asked)


def _letters(
    session: Session, assessment: Assessment, found: Reminding, sheet: Sheet
) -> dict[str, str]:
    """Return the letters by unit id."""
    if not found.reminders:
        return {}
    from tt_doingoai.render.reminder import letter_data
    from tt_doingoai.render.template import LetterTemplate

    file = read_template(session.workspace.root, REMINDER)
    template = LetterTemplate(file.source, name=file.name)
    return {
        reminder.unit.id: template.fill(
            letter_data(reminder, assessment, number=sheet.number, answer_by=sheet.answer_by)
        )
        for reminder in found.reminders
    }


def _say_remarks(
    session: Session, assessment: Assessment, found: Reminding, narrowing: Narrowing
) -> None:
    from tt_doingoai.render.reminder_talk import remarks

    roster = session.workspace.roster
    named = [words.the_unit(query, roster) for query in narrowing.unit or ()]
    narrowed = narrowing._replace(unit=None) != Narrowing()
    units = list(dict.fromkeys(named))
    for remark in remarks(found, assessment, named=units, narrowed=narrowed):
        say(remark)


def _copy_template(root: Path, *, dry_run: bool) -> int:
    """Put the shipped template where an office may edit it; never over one that is there."""
    shown = f"{TEMPLATES}/{REMINDER}"
    target = root / TEMPLATES / REMINDER
    with failing_to_write(target):
        if target.exists() or target.is_symlink():
            raise Refused(_("{file} is there already; nothing was written").format(file=shown))
        if not dry_run:
            target.parent.mkdir(exist_ok=True)
    if not dry_run:
        atomic_write(target, shipped_template(REMINDER))
    message = _("Would be written: {file}") if dry_run else _("Written: {file}")
    say(message.format(file=shown))
    return 0
