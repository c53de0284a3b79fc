"""The process: imports nothing that could fail before its ``try``, so that only a finding is 1."""

import gc
import sys


def main() -> None:
    """Run ``ttdn`` on the process's arguments and exit with its code (design 4)."""
    # What a command makes lives to its end, so there is nothing to be found in between; frozen,
    # it is not looked through once more at the exit.
    gc.disable()
    try:
        from tt_doingoai.cli.main import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    except Exception as error:  # noqa: BLE001  even a broken installation must not look like a finding
        sys.stderr.write(f"ttdn: lỗi cài đặt (broken installation): {error!r}\n")
        code = 70
    gc.freeze()
    sys.exit(code)


if __name__ == "__main__":
    main()
