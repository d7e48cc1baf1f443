"""casework account: who may sign in."""

import secrets
from hashlib import sha256
from typing import Annotated

import typer

from api.cli.opening import ADMIN, opened, settings_now
from casework.application import Casework
from casework.directory.commands import CloseAccount, OpenAccount
from casework.directory.directory import POSTS

account = typer.Typer(help="Accounts and their posts.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.add_typer(account, name="account")


@account.callback()
def _about() -> None:
    """Accounts and their posts."""


@account.command()
def add(
    name: Annotated[str, typer.Argument(help="Letters, digits, dot, hyphen, underscore.")],
    post: Annotated[list[str], typer.Option(help=f"One of {', '.join(POSTS)}; repeat for more.")],
    unit: Annotated[str | None, typer.Option(help="Its unit; for department, unit_head.")] = None,
    area: Annotated[str | None, typer.Option(help="Its grid; for grid_worker.")] = None,
) -> None:
    """Open an account. Its token is printed once, alone on the last line."""
    settings = settings_now()
    with opened(settings) as casework:
        token = open_account(casework, name, tuple(post), unit, area=area)
    typer.echo(f"{name}: {', '.join(post)}{f' of {unit}' if unit else ''}. Its token:", err=True)
    typer.echo(token)


@account.command()
def close(
    name: Annotated[str, typer.Argument(help="The account.")],
    reason: Annotated[str, typer.Option(help="Why it is closed.")] = "",
) -> None:
    """Close an account: its token opens nothing from now on."""
    with opened(settings_now()) as casework:
        casework.do(CloseAccount(name=name, reason=reason), ADMIN)
    typer.echo(f"{name} is closed.")


def open_account(
    casework: Casework, name: str, posts: tuple[str, ...], unit: str | None,
    token: str | None = None, display_name: str = "", area: str | None = None,
) -> str:  # fmt: skip
    """Open an account and give its token. Raises the refusals of `OpenAccount`."""
    token = token or secrets.token_urlsafe(32)
    command = OpenAccount(
        name=name,
        posts=posts,
        unit=unit,
        area=area,
        token_sha256=sha256(token.encode()).hexdigest(),
        display_name=display_name,
    )
    casework.do(command, ADMIN)
    return token
