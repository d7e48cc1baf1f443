"""What may be asked of the directory."""

from casework.directory.commands.change_account import ChangeAccount
from casework.directory.commands.close_account import CloseAccount
from casework.directory.commands.dissolve_unit import DissolveUnit
from casework.directory.commands.open_account import OpenAccount
from casework.directory.commands.register import RegisterEntries
from casework.directory.commands.renew_token import RenewToken
from casework.directory.commands.save_filter import SaveFilter

__all__ = [
    "ChangeAccount",
    "CloseAccount",
    "DissolveUnit",
    "OpenAccount",
    "RegisterEntries",
    "RenewToken",
    "SaveFilter",
]
