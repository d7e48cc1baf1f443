"""casework account: who may sign in."""

import secrets
from hashlib import sha256
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from api.cli.opening import opened, settings_now
from casework.application import Casework
from casework.callers import ADMIN
from casework.directory.commands import ChangeAccount, CloseAccount, OpenAccount, RenewToken
from casework.directory.directory import POSTS

account = typer.Typer(help="Accounts and their posts.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    """Put these commands on the command line."""
    app.add_typer(account, name="account")


@account.callback()
def _about() -> None:
    """Manage accounts and their posts."""


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


@account.command(name="list")
def list_accounts() -> None:
    """List the accounts that are open, with their posts, unit and grid."""
    with opened(settings_now()) as casework:
        casework.refresh()
        accounts = casework.directory.accounts()
    table = Table("account", "who", "posts", "unit", "grid")
    for each in accounts:
        unit, area = each.caller.unit or "", each.caller.area or ""
        table.add_row(each.name, each.display_name, ", ".join(each.posts), unit, area)
    Console(width=160, soft_wrap=True).print(table)


@account.command()
def change(
    name: Annotated[str, typer.Argument(help="The account.")],
    post: Annotated[list[str], typer.Option(help="Its posts from now on, all of them.")],
    unit: Annotated[str | None, typer.Option(help="Its unit from now on.")] = None,
    area: Annotated[str | None, typer.Option(help="Its grid from now on.")] = None,
    reason: Annotated[str, typer.Option(help="Why.")] = "",
) -> None:
    """Give an account other posts, another unit or grid: what is named holds, whole."""
    command = ChangeAccount(name=name, posts=tuple(post), unit=unit, area=area, reason=reason)
    with opened(settings_now()) as casework:
        answer = casework.do(command, ADMIN)
    typer.echo(f"{name}: {'as it was' if answer.status == 'unchanged' else ', '.join(post)}.")


@account.command()
def renew(
    name: Annotated[str, typer.Argument(help="The account.")],
    reason: Annotated[str, typer.Option(help="Why, as a token that was lost.")] = "",
) -> None:
    """Give an account a new token, printed once; the one before opens nothing any more."""
    token = secrets.token_urlsafe(32)
    digest = sha256(token.encode()).hexdigest()
    with opened(settings_now()) as casework:
        casework.do(RenewToken(name=name, token_sha256=digest, reason=reason), ADMIN)
    typer.echo(f"{name} has a new token:", err=True)
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
    casework: Casework,
    name: str,
    posts: tuple[str, ...],
    unit: str | None,
    area: str | None = None,
) -> str:
    """Open an account and give its token. Raises the refusals of `OpenAccount`."""
    token = secrets.token_urlsafe(32)
    digest = sha256(token.encode()).hexdigest()
    command = OpenAccount(name=name, posts=posts, unit=unit, area=area, token_sha256=digest)
    casework.do(command, ADMIN)
    return token
