"""Personal data: one key an appeal, wrapped; destroy it and the words are gone."""

from casework.vault.sealing import ERASED, is_sealed, seal, unseal
from casework.vault.vault import AppealKey, MasterKeyRefused, Vault

__all__ = ["ERASED", "AppealKey", "MasterKeyRefused", "Vault", "is_sealed", "seal", "unseal"]
