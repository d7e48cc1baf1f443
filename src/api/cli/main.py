"""The command line's own errors and its list of commands."""

import sys

import typer
from psycopg import OperationalError

from api.cli import (
    accountability,
    accounts,
    audit,
    bulletin,
    calendar,
    database,
    demo,
    directory,
    exporting,
    importing,
    policy,
    serving,
    showing,
    simulating,
    status,
)
from api.cli.opening import NotPossible
from api.files.calendars.files import CalendarFileRefused
from api.files.imports import ImportRefused
from api.reports.simulation import SimulationRefused
from casework.errors import CaseworkError
from casework.runtime.binaries import EmbeddedPostgresError
from casework.runtime.database import DatabaseNotRunning
from casework.runtime.settings import SettingsRefused
from casework.store.migrate import MigrationRefused
from casework.vault import MasterKeyRefused
from projections.engine.errors import EngineError

app = typer.Typer(
    name="casework",
    help="接诉即办: an appeal is handled as soon as it is raised. `casework demo` shows a city.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
serving.add_to(app)
demo.add_to(app)
accounts.add_to(app)
importing.add_to(app)
exporting.add_to(app)
showing.add_to(app)
status.add_to(app)
database.add_to(app)
directory.add_to(app)
policy.add_to(app)
calendar.add_to(app)
bulletin.add_to(app)
simulating.add_to(app)
accountability.add_to(app)
audit.add_to(app)

EXPECTED = (
    CalendarFileRefused,
    CaseworkError,
    DatabaseNotRunning,
    EmbeddedPostgresError,
    EngineError,
    ImportRefused,
    MasterKeyRefused,
    MigrationRefused,
    NotPossible,
    SettingsRefused,
    SimulationRefused,
)


def main() -> None:
    """Run a command; what can be expected to go wrong is said in a sentence, without a trace."""
    try:
        app()
    except EXPECTED as error:
        sys.exit(f"casework: {error}")
    except OSError as error:
        sys.exit(f"casework: {error.filename or ''}: {error.strerror or error}")
    except OperationalError as error:
        sys.exit(f"casework: the database cannot be reached: {str(error).strip().splitlines()[0]}")
