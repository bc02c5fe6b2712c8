"""Just enough reading of PDF and PNG to see what was printed: pages, their text, and whether ink lies at the edge."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable

import numpy as np

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj(.*?)endobj", re.DOTALL)
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_TOKEN = re.compile(
    rb"/(?P<font>\w+)\s+[\d.]+\s+Tf|(?P<hexed><[0-9A-Fa-f\s]*>)|(?P<plain>\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\))",
    re.DOTALL,
)


def is_pdf(pdf: bytes) -> bool:
    return pdf.startswith(b"%PDF-") and pdf.rstrip().endswith(b"%%EOF")


def is_accessible(pdf: bytes) -> bool:
    """Whether it says of itself that it keeps the standard for screen readers, and has a structure to show for it."""
    return b"<pdfuaid:part>1" in pdf and b"/StructTreeRoot" in pdf


def pages_of(pdf: bytes) -> int:
    return len(re.findall(rb"/Type\s*/Page\b", pdf))


def text_of(pdf: bytes) -> str:
    """All text in the order of setting, as a reader program would copy it, without spaces."""
    objects = {int(number): body for number, body in _OBJECT.findall(pdf)}
    letters = {number: _letters(objects, body) for number, body in objects.items() if b"/ToUnicode" in body}
    said = []
    for body in objects.values():
        if not re.search(rb"/Type\s*/Page\b", body):
            continue
        fonts = dict(re.findall(rb"/(\w+) (\d+) 0 R", _resources(objects, body)))
        contents = re.search(rb"/Contents (\d+) 0 R", body)
        if contents:
            said.append(_set_text(_stream(objects[int(contents[1])]), fonts, letters))
    return re.sub(r"\s", "", "\n".join(said))


def _resources(objects: dict[int, bytes], page: bytes) -> bytes:
    reference = re.search(rb"/Resources (\d+) 0 R", page)
    resources = objects[int(reference[1])] if reference else page
    elsewhere = re.search(rb"/Font (\d+) 0 R", resources)
    return objects[int(elsewhere[1])] if elsewhere else resources


def _stream(body: bytes) -> bytes:
    raw = body[body.index(b"stream") + 6 :].lstrip(b"\r\n")
    return zlib.decompressobj().decompress(raw) if b"/FlateDecode" in body else raw


def _letters(objects: dict[int, bytes], font: bytes) -> dict[int, str]:
    reference = re.search(rb"/ToUnicode (\d+) 0 R", font)
    assert reference
    table = {}
    for part in re.findall(rb"beginbfchar(.*?)endbfchar", _stream(objects[int(reference[1])]), re.DOTALL):
        for glyph, letters in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", part):
            table[int(glyph, 16)] = bytes.fromhex(letters.decode()).decode("utf-16-be")
    return table


def _set_text(content: bytes, fonts: dict[bytes, bytes], letters: dict[int, dict[int, str]]) -> str:
    said, table = [], {}
    for token in _TOKEN.finditer(content):
        if token["font"]:
            table = letters.get(int(fonts.get(token["font"], b"0")), {})
            continue
        raw = bytes.fromhex(token["hexed"][1:-1].decode()) if token["hexed"] else _unescaped(token["plain"][1:-1])
        glyphs = struct.unpack(f">{len(raw) // 2}H", raw[: len(raw) // 2 * 2])
        said.append("".join(table.get(glyph, "") for glyph in glyphs))
    return "".join(said)


def _unescaped(raw: bytes) -> bytes:
    def one(escape: re.Match[bytes]) -> bytes:
        kept = escape[1]
        return bytes([int(kept, 8)]) if kept.isdigit() else _ESCAPES.get(kept, kept)

    return re.sub(rb"\\([0-7]{1,3}|.)", one, raw, flags=re.DOTALL)


def ink_at_the_edge(png: bytes, share: float = 0.02) -> bool:
    """Whether anything but white lies in the outermost part of a page: something ran off, or would be cut by the printer."""
    width, height, depth, colours = struct.unpack(">IIBB", png[16:26])
    assert (depth, colours) == (8, 6), "the pictures of typst have four channels of eight bits"
    data = b"".join(chunk for kind, chunk in _chunks(png) if kind == b"IDAT")
    rows = np.frombuffer(zlib.decompress(data), dtype=np.uint8).reshape(height, 1 + 4 * width)
    page = _unfiltered(rows, width)[:, :, :3].min(axis=2)
    rim = max(2, round(min(width, height) * share))
    return bool(min(part.min() for part in (page[:rim], page[-rim:], page[:, :rim], page[:, -rim:])) < 250)


def _chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    found, at = [], 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        found.append((png[at + 4 : at + 8], png[at + 8 : at + 8 + length]))
        at += 12 + length
    return found


def _unfiltered(rows: np.ndarray, width: int) -> np.ndarray:
    page = np.zeros((len(rows), width, 4), dtype=np.uint8)
    above = np.zeros((width, 4), dtype=np.uint8)
    for at, row in enumerate(rows):
        undo = _FILTERS[int(row[0])]
        above = page[at] = undo(row[1:].reshape(width, 4), above)
    return page


def _paeth(line: np.ndarray, above: np.ndarray) -> np.ndarray:
    made, ups = bytearray(line.tobytes()), above.tobytes()
    for at, up in enumerate(ups):
        left, corner = (made[at - 4], ups[at - 4]) if at >= 4 else (0, 0)
        to_left, to_up, to_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
        best = left if to_left <= to_up and to_left <= to_corner else up if to_up <= to_corner else corner
        made[at] = (made[at] + best) & 255
    return np.frombuffer(bytes(made), dtype=np.uint8).reshape(line.shape)


def _average(line: np.ndarray, above: np.ndarray) -> np.ndarray:
    made, ups = bytearray(line.tobytes()), above.tobytes()
    for at, up in enumerate(ups):
        made[at] = (made[at] + ((made[at - 4] if at >= 4 else 0) + up) // 2) & 255
    return np.frombuffer(bytes(made), dtype=np.uint8).reshape(line.shape)


_FILTERS: dict[int, Callable[[np.ndarray, np.ndarray], np.ndarray]] = {
    0: lambda line, above: line,
    1: lambda line, above: np.cumsum(line, axis=0, dtype=np.uint8),
    2: lambda line, above: line + above,
    3: _average,
    4: _paeth,
}
