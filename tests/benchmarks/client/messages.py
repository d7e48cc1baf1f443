"""The requests as bytes: what a client of the service sends, of realistic size (UTF-8 Chinese)."""

from itertools import count

import msgspec

from tests.benchmarks.city import AREAS, CATEGORIES, UNITS

_CONTENT = (
    "您好，我家住在幸福家园三号楼二单元，自供暖开始以来室内温度一直不达标，白天只有十四五度，"
    "夜里更低，家里有八十岁的老人和刚满周岁的孩子，已经多次给供热公司打电话，一直没有人上门。"
    "请尽快派人来测温、排气，并给一个明确的答复，谢谢。"
)


class Messages:
    """All requests of one client; `run` makes its idempotency keys differ from other runs'."""

    def __init__(self, tokens: dict[str, str], run: str) -> None:
        self._tokens, self._run, self._serial = tokens, run, count()

    def collect(self) -> bytes:
        """POST /v1/appeals under a new key."""
        n = next(self._serial)
        body = {
            "channel": "phone",
            "type": "help",
            "title": f"暖气不热，室温不达标（{n}）",
            "content": _CONTENT,
            "category": CATEGORIES[n % len(CATEGORIES)],
            "claimant": {"name": "王秀兰", "phone": f"139{n % 100_000_000:08}"},
            "location": {"area": AREAS[n % len(AREAS)], "address": "幸福家园3号楼2单元401"},
        }
        key = f"Idempotency-Key: {self._run}-{n}\r\n"
        return _post("", self._tokens["operator"], body, key)

    def dispatch(self, no: str, version: bytes, unit: str = UNITS[0]) -> bytes:
        """To its lead unit."""
        return self._move(no, "dispatch", "operator", version, {"lead_unit": unit})

    def step(
        self, no: str, version: bytes, verb: str, account: str, body: dict[str, object] | None
    ) -> bytes:
        """One of them, for this appeal at this version."""
        return self._move(no, verb, account, version, body)

    def get(self, path: str, account: str) -> bytes:
        """A reading request."""
        return f"GET {path} HTTP/1.1\r\n{_shared(self._tokens[account])}\r\n".encode()

    def _move(
        self, no: str, verb: str, account: str, version: bytes, body: dict[str, object] | None
    ) -> bytes:
        seen = f"If-Match: {version.decode()}\r\n"
        return _post(f"/{no}/{verb}", self._tokens[account], body, seen)


def _post(path: str, token: str, body: dict[str, object] | None, more: str) -> bytes:
    content = msgspec.json.encode(body) if body is not None else b""
    head = f"POST /v1/appeals{path} HTTP/1.1\r\n{_shared(token)}{more}"
    kind = "Content-Type: application/json\r\n" if content else ""
    return f"{head}{kind}Content-Length: {len(content)}\r\n\r\n".encode() + content


def _shared(token: str) -> str:
    return f"Host: 127.0.0.1\r\nAuthorization: Bearer {token}\r\n"
