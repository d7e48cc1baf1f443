"""The requests as bytes: what a client of the service sends, of realistic size (UTF-8 Chinese)."""

from datetime import UTC, datetime, timedelta
from itertools import count

import msgspec

from tests.benchmarks.city import AREAS, CATEGORIES, UNITS

_CONTENT = (
    "您好，我家住在幸福家园三号楼二单元，自供暖开始以来室内温度一直不达标，白天只有十四五度，"
    "夜里更低，家里有八十岁的老人和刚满周岁的孩子，已经多次给供热公司打电话，一直没有人上门。"
    "请尽快派人来测温、排气，并给一个明确的答复，谢谢。"
)
_MEASURES = (
    "工作人员当日上门测温，确认入户管道积气，现场排气并更换了温控阀门，次日复测室温二十一度。"
)
_REPLY = "您好，您反映的室温问题已处理，目前室温恢复正常，如有反复请随时联系供热公司值班室。"

_HANDLE = {
    "outcome": "solved", "facts_true": "yes", "measures": _MEASURES, "public_reply": _REPLY,
}  # fmt: skip
_CALLBACK = {
    "channel": "phone", "connected": True, "contacted": True, "solved": "yes",
    "satisfied": "very", "opinion": "处理得很快，态度也好，谢谢。",
}  # fmt: skip


Step = tuple[str, str, dict[str, object] | None]


def _more_time() -> dict[str, object]:
    now = datetime.now(UTC)
    until, told = (now + timedelta(days=9)).isoformat(), now.isoformat()
    return {"until": until, "claimant_informed_at": told, "reason": "等待配件"}


class Messages:
    """All requests of one client; `run` makes its idempotency keys differ from other runs'."""

    def __init__(self, tokens: dict[str, str], run: str) -> None:
        self._tokens, self._run, self._serial = tokens, run, count()

    def collect(self) -> bytes:
        """POST /v1/appeals under a new key."""
        n = next(self._serial)
        body = {
            "channel": "phone", "type": "help", "title": f"暖气不热，室温不达标（{n}）",
            "content": _CONTENT, "category": CATEGORIES[n % len(CATEGORIES)],
            "claimant": {"name": "王秀兰", "phone": f"139{n % 100_000_000:08}"},
            "location": {"grid": AREAS[n % len(AREAS)], "address": "幸福家园3号楼2单元401"},
        }  # fmt: skip
        key = f"Idempotency-Key: {self._run}-{n}\r\n"
        return _post("", self._tokens["operator"], body, key)

    def dispatch(self, no: str, version: bytes, unit: str = UNITS[0]) -> bytes:
        """To its lead unit."""
        return self._move(no, "dispatch", "operator", version, {"lead_unit": unit})

    def life(self, unit: str) -> tuple[tuple[str, str, dict[str, object] | None], ...]:
        """The six verbs after the collection: verb, account, body."""
        clerk = unit.lower()
        return (
            ("dispatch", "operator", {"lead_unit": unit}),
            ("acknowledge", clerk, None),
            ("handle", clerk, dict(_HANDLE)),
            ("feed-back", clerk, {"channel": "phone", "delivered": True}),
            ("record-callback", "callback", dict(_CALLBACK)),
            ("close", "callback", {"kind": "normal"}),
        )

    def mixed_life(self, unit: str) -> list[Step]:
        """A life as they come: most are plain, one in so many takes a side path."""
        n, clerk, head = next(self._serial), unit.lower(), f"{unit.lower()}-head"
        helper = UNITS[(UNITS.index(unit) + 1) % len(UNITS)]
        handle: Step = ("handle", clerk, dict(_HANDLE))
        told: Step = ("feed-back", clerk, {"channel": "phone", "delivered": True})
        called: Step = ("record-callback", "callback", dict(_CALLBACK))
        contact: Step = ("record-contact", clerk, {"channel": "phone", "connected": True})
        asked: list[Step] = [
            ("request-info", "operator", {"questions": "请问是哪个单元？"}),
            ("provide-info", "operator", {"answers": "二单元。"}),
        ]
        returned: list[Step] = [
            ("request-return", head, {"ground": "not_our_duty", "reason": "属物业职责"}),
            ("decide-return", "operator", {"decision": "refuse", "reason": "属贵单位职责"}),
        ]
        extended: list[Step] = [
            ("request-extension", head, _more_time()),
            ("decide-extension", "operator", {"decision": "accept", "reason": "属实"}),
        ]
        helped: list[Step] = [
            (
                "add-co-handler",
                "operator",
                {"unit": helper, "task": "到场配合", "reason": "两家相关"},
            ),
            ("report", helper.lower(), {"result": "已到场配合，完成。"}),
        ]
        sent_back: list[Step] = [
            ("review", "operator", {"decision": "refuse", "reason": "未附照片"}), handle,
        ]  # fmt: skip
        again: list[Step] = [
            ("order-rework", "callback", {"reason": "室温又降了"}), handle, told, called,
        ]  # fmt: skip
        return [
            *(asked if n % 5 == 0 else []),
            ("dispatch", "operator", {"lead_unit": unit}),
            ("acknowledge", clerk, None),
            *(returned if n % 12 == 3 else []),
            contact,
            ("record-progress", clerk, {"text": "已派维修人员上门。"}),
            *([("urge", "operator", {"text": "什么时候来？"})] if n % 4 == 0 else []),
            *(extended if n % 10 == 1 else []),
            *(helped if n % 10 == 2 else []),
            handle,
            *(sent_back if n % 8 == 4 else []),
            told,
            called,
            *(again if n % 15 == 5 else []),
            *([("add-note", "operator", {"text": "已电话核实。"})] if n % 3 == 0 else []),
            ("close", "callback", {"kind": "normal"}),
        ]

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
