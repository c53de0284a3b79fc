"""What is said beside the letters, to whoever drafts them: whom to check, what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tt_doingoai.assess.assessment import Assessment
from tt_doingoai.assess.reminding import Reminding, is_known
from tt_doingoai.assess.verdict import Verdict
from tt_doingoai.model.ledger import Topic
from tt_doingoai.model.units import Unit
from tt_doingoai.render.phrases import task_code
from tt_doingoai.render.reminder import issuer_name, letter_suffix, plans_of
from tt_doingoai.render.sources import caveats
from tt_doingoai.render.unit_note import life_sentences, names_in_line
from tt_doingoai.terms import date_text, period_text
from tt_doingoai.wording import _, n_


def remarks(
    found: Reminding, assessment: Assessment, *, named: Sequence[Unit], narrowed: bool
) -> list[str]:
    """Return what the letters do not say, a remark a line.

    Args:
        found: Who is to be reminded.
        assessment: How everything stands on the day of the letters.
        named: The units that were asked for by name.
        narrowed: Whether only some plans or tasks were asked for.
    """
    sentences = caveats(assessment)
    without = _without_letter(found, assessment, named)
    sentences += without
    if without and narrowed:
        sentences.append(_("This is said of the plans and tasks that were asked for only."))
    unknown = _unreported(found, assessment, narrowed=narrowed)
    if unknown:
        sentences.append(
            _(
                "Nothing is recorded of: {names}. Look into the register of incoming documents"
                " before these letters go out."
            ).format(names="; ".join(unknown))
        )
    asking = [verdict for r in found.reminders for verdict in r.late if _is_asking(verdict)]
    if asking:
        sentences.append(
            _(
                "An extension was asked for and is not answered yet: {what}. Answer before the"
                " letters go out: ttdn extend, or ttdn note --kind refusal."
            ).format(what=_listed(asking, assessment))
        )
    if found.waiting:
        sentences.append(
            _("Waits for the office itself, not reminded: {what}.").format(
                what=_listed(found.waiting, assessment)
            )
        )
    if found.own:
        sentences.append(
            _("Owed by the body that issued the plan, so without a letter: {what}.").format(
                what=_listed(found.own, assessment)
            )
        )
    if found.unstated:
        sentences.append(
            n_(
                "{n} obligation is late by a day that the plan does not state; to take it in:"
                " --all",
                "{n} obligations are late by days that the plan does not state; to take them in:"
                " --all",
                len(found.unstated),
            )
        )
    return sentences + (_blanks(found, assessment) if found.reminders else [])


def _unreported(found: Reminding, assessment: Assessment, *, narrowed: bool) -> list[str]:
    """Return of whom nothing is recorded at all, and of others what of their letter is not.

    Where only some tasks were asked for, of all others nothing can be said.
    """
    known = {v.obligation.unit.id for v in assessment.verdicts if is_known(v)}
    names = []
    for reminder in found.reminders:
        name, unreported = reminder.unit.name_on(assessment.day), reminder.unreported
        if unreported and (narrowed or reminder.unit.id in known):
            name += f" ({', '.join(_task(verdict, assessment) for verdict in unreported)})"
        if unreported:
            names.append(name)
    return names


def _task(verdict: Verdict, assessment: Assessment) -> str:
    code, period = task_code(verdict, assessment), verdict.obligation.period
    return f"{code} {period_text(period)}" if period else code


def _without_letter(found: Reminding, assessment: Assessment, named: Sequence[Unit]) -> list[str]:
    """Return who was asked for and is not late, with what has become of a unit that ended."""
    day = date_text(assessment.day)
    written = {reminder.unit.id for reminder in found.reminders}
    if not named and not written:
        return [_("There is nobody to remind on {day}.").format(day=day)]
    sentences = []
    for unit in named:
        if unit.id not in written:
            facts = "; ".join(life_sentences(unit, assessment.roster))
            name = unit.name_on(assessment.day)
            about = f"{name} ({facts})" if facts else name
            sentences.append(
                _("{unit}: nothing to be reminded of on {day}; no letter.").format(
                    unit=about, day=day
                )
            )
    return sentences


def _is_asking(verdict: Verdict) -> bool:
    """Return whether more time was asked for, by the unit or by those it took it over from."""
    asked = verdict.history.asked_for
    return (asked is not None and asked.topic is Topic.REQUEST) or any(
        map(_is_asking, verdict.inherited)
    )


def _listed(verdicts: Iterable[Verdict], assessment: Assessment) -> str:
    return "; ".join(
        f"{names_in_line([verdict], day=assessment.day)}, {task_code(verdict, assessment)}"
        for verdict in verdicts
    )


def _blanks(found: Reminding, assessment: Assessment) -> list[str]:
    """Return which parts of the letters stay blank because nobody has said what they are."""
    head = assessment.settings.letters
    letters = [plans_of(reminder) for reminder in found.reminders]
    said = {
        "superior": head.superior,
        "organ": head.organ or all(issuer_name(plans, assessment) for plans in letters),
        "place": head.place,
        "suffix": head.suffix or all(map(letter_suffix, letters)),
        "signed": head.signed,
    }
    missing = [key for key, value in said.items() if not value]
    if not missing:
        return []
    message = _("Left blank in the letters: {keys}; to be written in ttdn.toml under [letters].")
    return [message.format(keys=", ".join(missing))]
