"""The floors: an import that goes up makes this fail."""

import ast
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_import_contracts_hold():
    words = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_examples_of_the_rules_know_no_upper_floor():
    tree = ast.parse((ROOT / "tests/examples.py").read_text("utf-8"))
    named = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not {name for name in named if name and name.split(".")[0] in ("api", "projections")}
