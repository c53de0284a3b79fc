"""The commands of ``ttdn``: one registry, whose modules are imported only when they are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from tt_doingoai.wording import later


class Entry(NamedTuple):
    """A command: where its function stands and what it does, or a family of commands."""

    summary: str
    function: str | None = None
    commands: Mapping[str, Entry] | None = None


COMMANDS: Final[Mapping[str, Entry]] = {
    "init": Entry(later("Make a workspace."), "starting:init"),
    "status": Entry(
        later("Who is late, with what, against which words of the plan."), "views:status"
    ),
    "report": Entry(later("The text report of a unit, or of the whole."), "reporting:report"),
    "check": Entry(
        later("The scheduled check: silent and 0 when nothing is overdue."), "checking:check"
    ),
    "matrix": Entry(later("Units by tasks, a letter in each cell."), "tables:matrix"),
    "form": Entry(later("A table of a task to fill in, a row per unit."), "tables:form"),
    "import": Entry(later("Record what a table says."), "tables:import_"),
    "export": Entry(later("Records as a table that can be imported."), "tables:export"),
    "explain": Entry(
        later("A task: its words, its last day and how it was reached."), "views:explain"
    ),
    "start": Entry(later("Record that units are at work."), "records:start"),
    "receive": Entry(later("Record that a report has arrived."), "records:receive"),
    "done": Entry(later("Record that a task is done."), "records:done"),
    "return": Entry(later("Record that a report was returned for completion."), "records:return_"),
    "waive": Entry(later("Record that a task does not apply, or was withdrawn."), "records:waive"),
    "note": Entry(later("Note a reason, a request, a refusal, a contact."), "records:note"),
    "extend": Entry(later("Grant a later last day."), "extending:extend"),
    "remind": Entry(
        later("Draft a reminder to each late unit, and record that it went out."),
        "reminding:remind",
    ),
    "confirm": Entry(
        later("Confirm what was recorded before a plan was amended."), "confirming:confirm"
    ),
    "correct": Entry(later("Mend what an update recorded."), "mending:correct"),
    "undo": Entry(later("Take an update back."), "mending:undo"),
    "log": Entry(later("The history of all updates."), "mending:log"),
    "snapshot": Entry(later("Close the figures of a day under a name."), "snapshots:snapshot"),
    "plan": Entry(
        later("Plans: list, show, validate, amend, diff, close, schema."),
        commands={
            "list": Entry(later("All versions of all plans."), "plans:list_"),
            "show": Entry(later("A plan word for word, with its tasks."), "plans:show"),
            "validate": Entry(
                later("Every problem of all files, with its place."), "plans:validate"
            ),
            "amend": Entry(later("Make the file of a plan's next version."), "plan_life:amend"),
            "diff": Entry(later("What two versions say differently."), "plan_life:diff"),
            "close": Entry(later("End a plan's follow-up."), "plan_life:close"),
            "schema": Entry(later("The JSON Schema for editors."), "plans:schema"),
        },
    ),
    "units": Entry(
        later("Units: list, show, validate, merge, rename, import."),
        commands={
            "list": Entry(later("All units."), "rosters:list_"),
            "show": Entry(later("One unit."), "rosters:show"),
            "validate": Entry(later("Every problem of the roster."), "rosters:validate"),
            "merge": Entry(later("Merge units into one."), "reorganising:merge"),
            "rename": Entry(later("Give a unit another name."), "reorganising:rename"),
            "import": Entry(later("Make the roster from a CSV table."), "rosters:import_"),
        },
    ),
    "schedule": Entry(
        later("The job that checks every morning: print."),
        commands={
            "print": Entry(
                later("Recipes for cron, systemd and Windows, ready to be used."),
                "scheduling:print_",
            ),
        },
    ),
    "store": Entry(
        later("The ledger's health: verify, backups, restore, lock-test."),
        commands={
            "verify": Entry(later("Look the ledger and its folder over."), "stores:verify"),
            "backups": Entry(later("The backups beside the ledger."), "stores:backups"),
            "restore": Entry(later("Put a backup back."), "stores:restore"),
            "lock-test": Entry(
                later("Prove that two writers shut each other out in this folder."),
                "stores:lock_test",
            ),
        },
    ),
}
