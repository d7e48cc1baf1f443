"""What may be asked of the directory."""

from casework.directory.commands.open_account import OpenAccount
from casework.directory.commands.register import RegisterEntries

__all__ = ["OpenAccount", "RegisterEntries"]
