"""In which encoding a text file is written: UTF-8, UTF-16 with its mark, or GB18030.

The whole file is tried, strictly: a file half right would become a history half wrong.
"""

import codecs
from pathlib import Path

import charset_normalizer

from api.files.imports.errors import FileRefused

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_CHUNK = 1 << 20
_SAMPLE = 1 << 16
_USUAL = 0.8
_ADVICE = "save it as UTF-8, or name its encoding in the mapping: [file] encoding"


def encoding_of(file: Path, named: str | None = None) -> str:
    """Return the name of the codec that reads all of it. Raises `FileRefused`."""
    start = _start(file)
    marked = next((name for mark, name in _MARKS.items() if start.startswith(mark)), None)
    if sure := named or marked:
        if (broken := _broken_at(file, sure)) is not None:
            raise FileRefused(file, f"it is not {sure} throughout: see byte {broken}")
        return sure
    if b"\0" in start.partition(b"\n")[0]:
        problem = f"its header holds zero bytes: it is in no known encoding, or no text; {_ADVICE}"
        raise FileRefused(file, problem)
    if (broken := _broken_at(file, "utf-8")) is None:
        return "utf-8"
    if _broken_at(file, "gb18030") is None and _is_usual(start):
        return "gb18030"
    raise FileRefused(
        file,
        f"it is in no known encoding: not UTF-8 (see byte {broken}) and not GB18030"
        f"{_likeness(start)}; {_ADVICE}",
    )


def _start(file: Path) -> bytes:
    with file.open("rb") as stream:
        return stream.read(_SAMPLE)


def _broken_at(file: Path, encoding: str) -> int | None:
    """Return the place of the first byte that the codec cannot read."""
    decoder, at = codecs.getincrementaldecoder(encoding)(), 0
    with file.open("rb") as stream:
        while True:
            chunk = stream.read(_CHUNK)
            kept = len(decoder.getstate()[0])
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError as error:
                return at - kept + error.start
            if not chunk:
                return None
            at += len(chunk)


def _is_usual(start: bytes) -> bool:
    """Return whether it makes sense as GB18030, which reads nearly anything East Asian.

    Chinese of today is written in the characters of GB 2312; where it is not, the judge must not
    object.
    """
    text = [c for c in start.decode("gb18030", "ignore") if not c.isascii()]
    usual = "".join(text).encode("gb2312", "ignore").decode("gb2312")
    return len(usual) >= _USUAL * len(text) or _judged(start) in (None, "gb18030")


def _judged(start: bytes) -> str | None:
    best = charset_normalizer.from_bytes(start).best()
    return best.encoding if best else None


def _likeness(start: bytes) -> str:
    judged = _judged(start)
    return f" (it may be {judged})" if judged not in (None, "ascii", "gb18030") else ""
