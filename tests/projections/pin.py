"""python -m tests.projections.pin [--same-rows]: pin each view's version to what makes its rows.

A view whose rows may have changed needs a higher version first; `--same-rows` says that they have
not (or that the version was never released), and pins it as it is.
"""

import sys

from tests.projections.pinning import PINS, now, pins


def main(same_rows: bool) -> int:
    """Write the pins; say which views need a higher version."""
    before, found = pins() if PINS.exists() else {}, now()
    changed = {
        name
        for name, (version, digest) in found.items()
        if name in before and version == before[name][0] and digest != before[name][1]
    }
    if changed and not same_rows:
        for name in sorted(changed):
            print(f"{name}: raise `version` in projections/{name}/__init__.py, or --same-rows")
        return 1
    lines = [
        "# Made by `python -m tests.projections.pin`: a view's version, and what makes its rows."
    ]
    for name, (version, digest) in found.items():
        lines += ["", f"[{name}]", f"version = {version}", f'digest = "{digest}"']
    PINS.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main("--same-rows" in sys.argv))
