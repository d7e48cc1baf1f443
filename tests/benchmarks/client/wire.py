"""HTTP/1.1 at the least cost: prebuilt bytes out, one answer in, over a connection kept alive."""

import asyncio
from typing import Any, NamedTuple


class Reply(NamedTuple):
    """What came back. `head` is the status line and the headers as they stood on the wire."""

    status: int
    head: bytes
    body: bytes

    def header(self, name: bytes) -> bytes:
        """A header's value; the name in small letters, as uvicorn writes it."""
        begin = self.head.index(b"\r\n" + name + b": ") + len(name) + 4
        return self.head[begin : self.head.index(b"\r\n", begin)]

    @property
    def version(self) -> bytes:
        """The ETag, as it goes into If-Match."""
        return self.header(b"etag")


class Connection(asyncio.Protocol):
    """One connection with one request on its way at a time. Answers carry a Content-Length."""

    def connection_made(self, transport: Any) -> None:
        """Ready for the first request."""
        self._transport, self._received = transport, b""
        self._waiting: asyncio.Future[Reply] | None = None
        self._loop = asyncio.get_running_loop()

    def ask(self, request: bytes) -> asyncio.Future[Reply]:
        """Send a request; await its reply."""
        self._waiting = self._loop.create_future()
        self._transport.write(request)
        return self._waiting

    def close(self) -> None:
        """Hang up."""
        self._transport.close()

    def data_received(self, data: bytes) -> None:
        """Collect until the answer is whole."""
        received = self._received = self._received + data if self._received else data
        end = received.find(b"\r\n\r\n")
        if end < 0:
            return
        head = received[: end + 2]
        length = int(_after(head, b"content-length: "))
        if len(received) < end + 4 + length:
            return
        self._received = b""
        assert self._waiting is not None, "an answer without a question"
        self._waiting.set_result(Reply(int(received[9:12]), head, received[end + 4 :]))

    def connection_lost(self, error: Exception | None) -> None:
        """Nobody waits for ever."""
        if self._waiting and not self._waiting.done():
            self._waiting.set_exception(error or ConnectionResetError("the server hung up"))


def _after(head: bytes, label: bytes) -> bytes:
    begin = head.index(label) + len(label)
    return head[begin : head.index(b"\r\n", begin)]


async def connect(address: str, count: int) -> list[Connection]:
    """So many connections to `http://host:port`."""
    host, port = address.removeprefix("http://").split(":")
    loop = asyncio.get_running_loop()
    return [(await loop.create_connection(Connection, host, int(port)))[1] for _ in range(count)]
