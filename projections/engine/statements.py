"""Named statements in a `.sql` file: `-- name: x` begins one, further comment lines say why."""

from pathlib import Path

_NAME = "-- name: "


def statements(path: Path) -> dict[str, str]:
    """The statements of a file by name, comments left out."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith(_NAME):
            name = line.removeprefix(_NAME).strip()
            found[name] = []
        elif name and not line.startswith("--"):
            found[name].append(line)
    return {name: "\n".join(lines).strip() for name, lines in found.items()}
