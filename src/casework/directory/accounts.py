"""账号: who may sign in, by which token, and the filters that each keeps."""

from casework.directory import events as e
from casework.directory.values import Account, account_of


class Accounts:
    """The accounts that are open, by name and by the SHA-256 of their token."""

    def __init__(self) -> None:
        self._accounts: dict[str, Account] = {}
        self._by_token: dict[str, str] = {}
        self._filters: dict[str, dict[str, str]] = {}

    def named(self, name: str) -> Account | None:
        """Return the account of this name; a closed one is unknown at once."""
        return self._accounts.get(name)

    def of_token(self, token_sha256: str) -> Account | None:
        """Return the account whose token has this SHA-256 (hex)."""
        name = self._by_token.get(token_sha256)
        return self._accounts.get(name) if name else None

    def all(self) -> list[Account]:
        """Return the accounts that are open, by name."""
        return [self._accounts[name] for name in sorted(self._accounts)]

    def filters(self, user: str) -> dict[str, str]:
        """Return the filters that a user keeps, by name, as JSON."""
        return self._filters.get(user, {})

    def open(self, name: str, fact: e.AccountOpened) -> None:
        """Take in a new account with its token."""
        self._accounts[name] = account_of(name, fact)
        self._by_token[fact.token_sha256] = name

    def change(self, name: str, fact: e.AccountChanged) -> None:
        """Take in its other posts, unit or place."""
        self._accounts[name] = account_of(name, fact)

    def renew(self, name: str, fact: e.AccountTokenRenewed) -> None:
        """Take in another token; the old one is unknown at once."""
        for token in [token for token, whose in self._by_token.items() if whose == name]:
            del self._by_token[token]
        self._by_token[fact.token_sha256] = name

    def close(self, name: str) -> None:
        """Forget the account; its filters stay."""
        self._accounts.pop(name, None)

    def save(self, user: str, fact: e.FilterSaved) -> None:
        """Take in a filter under its name."""
        self._filters[user] = {**self.filters(user), fact.name: fact.wanted}
