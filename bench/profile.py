"""Where a check spends its time: the command's own steps, timed one after the other.

Run as ``python -m bench.profile WORKSPACE DAY``; prints milliseconds as JSON.
"""

from __future__ import annotations

import gc
import sys
import time

gc.disable()  # as __main__ does
_begin = time.perf_counter()


def main() -> None:
    """Do what ``ttdn check`` does, and print what each step took."""
    from pathlib import Path

    laps: dict[str, float] = {}
    last = _begin

    def lap(name: str) -> None:
        nonlocal last
        now = time.perf_counter()
        laps[name] = laps.get(name, 0.0) + (now - last) * 1000
        last = now

    from tt_doingoai import wording
    from tt_doingoai.cli import checking, typed
    from tt_doingoai.cli.options import Narrowing, Place, View
    from tt_doingoai.cli.root import root
    from tt_doingoai.cli.session import filters_of, open_session
    from tt_doingoai.render import check_text
    from tt_doingoai.render.page import Page

    assert callable(checking.check)
    lap("import")
    wording.use("vi")
    command = root().get_command(None, "check")
    assert command is not None
    lap("command line")
    session = open_session(Place(workspace=Path(sys.argv[1])))
    day = typed.day(View(as_of=sys.argv[2]).as_of, option="--as-of")
    assert day is not None
    lap("load: plan and units")
    ledger = session.store.read()
    lap("load: ledger")
    assessment = session.assess(ledger, day=day)
    assessment = assessment.narrowed(filters_of(session, Narrowing(), day)).still_followed()
    lap("compute")
    text = check_text.check_text(assessment, Page())
    lap("print")
    import json

    print(json.dumps({"laps": laps, "characters": len(text)}))


if __name__ == "__main__":
    main()
