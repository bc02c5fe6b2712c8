"""The board as an Atom feed (RFC 4287), for readers that follow many boards. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from xml.sax.saxutils import escape, quoteattr

from floor.house.board import Line

#: Letters that XML 1.0 does not know.
_NOT_IN_XML = {number: None for number in range(32) if number not in (9, 10, 13)} | {0xFFFE: None, 0xFFFF: None}


def feed(
    name: str, origin: str, lines: Iterable[Line], *, address: str, page: str, itself: str, now: datetime
) -> bytes:
    """These lines as a feed, the last first. What is to come is dated by when it was said, so that no reader hides it."""
    entries = sorted(((_said_at(line, now), line) for line in lines), key=lambda pair: pair[0], reverse=True)
    updated = entries[0][0] if entries else now
    said = [
        '<?xml version="1.0" encoding="utf-8"?>', '<feed xmlns="http://www.w3.org/2005/Atom">', f"<title>{_plain(name)}</title>",
        f"<id>{_plain(address + page)}</id>", f"<link href={quoteattr(address + page)}/>", f'<link rel="self" href={quoteattr(address + itself)}/>',
        f"<updated>{_moment(updated)}</updated>", f"<author><name>{_plain(origin)}</name></author>",
    ]  # fmt: skip
    for at, line in entries:
        title = f"{line.text} ({line.tag})" if line.tag else line.text
        where = address + (line.url or page)
        said += [
            "<entry>", f"<title>{_plain(title)}</title>", f"<id>{_plain(where)}#{_name_of(line)}</id>", f"<link href={quoteattr(where)}/>",
            f"<updated>{_moment(at)}</updated>", f'<category term="{line.kind}"/>',
            f"<content type=\"text\">{_plain(chr(10).join([*line.details, line.body]).strip())}</content>", "</entry>",
        ]  # fmt: skip
    said.append("</feed>")
    return "\n".join(said).encode()


def _said_at(line: Line, now: datetime) -> datetime:
    said = line.event.changed_at if line.event is not None and line.event.changed_at else line.when
    return min(said, now)


def _name_of(line: Line) -> str:
    """What tells lines apart that lead to one page, and stays the same while a line does."""
    return f"{line.kind}-{sha256(line.text.encode()).hexdigest()[:12]}"


def _plain(text: str) -> str:
    return escape(text.translate(_NOT_IN_XML))


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
