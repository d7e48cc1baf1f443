"""python -m tests.findings: write docs/findings.md from two tables and the marks in tests."""

import ast
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "findings.md"
PLANNED = "planned"
IN_PROGRESS = False  # the page is complete, and every number held, once this is False
_HEAD = """# What was found wrong, and what holds it right

Found by living a day with 0.3.0, by trying other people's bugs and files on it, and by reading
it. Each test carries `@pytest.mark.finding(…)` with the numbers that it holds. Most were written
together with the mend; so that none of them is empty, what the last column says was broken in the
code, one edit at a time, and a test of the number failed for it. Where nothing stands there, that
was not tried. Made by `python -m tests.findings`.
"""


def rows() -> dict[str, dict[str, str]]:
    """The findings by chapter, each with its line."""
    text = (ROOT / "tests" / "findings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def broken() -> dict[str, str]:
    """For each finding what was broken in the code to see a test of it fail."""
    return tomllib.loads((ROOT / "tests" / "mutants.toml").read_text(encoding="utf-8"))


@cache
def held() -> dict[str, dict[str, list[str]]]:
    """For each finding the tests that carry its number, by file."""
    found: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for file in sorted((ROOT / "tests").rglob("test_*.py")):
        name = str(file.relative_to(ROOT))
        for number, test in sorted(marks(ast.parse(file.read_text(encoding="utf-8")))):
            if test not in found[number][name]:
                found[number][name].append(test)
    return found


def marks(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Each number that a module marks, with the test it marks: of the whole module, "all"."""
    for node in tree.body:
        test = getattr(node, "name", "all")
        for call in ast.walk(node):
            if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("mark.finding"):
                yield from (
                    (n.value, test)
                    for arg in call.args
                    for n in ast.walk(arg)
                    if isinstance(n, ast.Constant)
                )


def page() -> str:
    """The page as it should stand."""
    there, seen, lines = held(), broken(), [_HEAD]
    heading = "| | what was wrong | held by | seen to fail when |"
    for chapter, told in rows().items():
        lines += [f"## {told['title']}", "", heading, "|---|---|---|---|"]
        for number, words in told.items():
            if number != "title":
                tests = _tests(there.get(number), chapter)
                lines.append(f"| {number} | {words} | {tests} | {seen.get(number, '')} |")
        lines.append("")
    return "\n".join(lines)


def _tests(found: dict[str, list[str]] | None, chapter: str) -> str:
    if not found:
        return "later" if chapter == PLANNED else "—"
    return "; ".join(f"`{file}`: {', '.join(tests)}" for file, tests in found.items())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
