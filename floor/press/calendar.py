"""What is coming as a calendar that phones read: iCalendar, RFC 5545. Moments are in UTC, so that no zone has to be explained. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from floor.house.board import Line

#: Where nobody said when something ends.
USUAL_LENGTH = timedelta(hours=2)
#: A content line has so many octets at most before it is folded (RFC 5545, 3.1).
_LONGEST = 75


def calendar(name: str, origin: str, lines: Iterable[Line], address: str = "") -> bytes:
    """The events among these lines. Each keeps its name for good: moved it has a higher number, called off it says so."""
    said = [
        "BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//From the Floor//Noticeboard//{origin or 'EN'}", "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ]  # fmt: skip
    for line in lines:
        if line.event is not None:
            said += _event(line, origin, address)
    said.append("END:VCALENDAR")
    return b"".join(folded(each) for each in said)


def _event(line: Line, origin: str, address: str) -> list[str]:
    event = line.event
    assert event is not None
    ends = event.ends or event.starts + USUAL_LENGTH
    said = [
        "BEGIN:VEVENT", f"UID:{event.name}@{origin}", f"DTSTAMP:{stamp(event.changed_at or event.starts)}",
        f"DTSTART:{stamp(event.starts)}", f"DTEND:{stamp(max(ends, event.starts))}", f"SEQUENCE:{event.changed}",
        f"STATUS:{'CANCELLED' if event.called_off else 'CONFIRMED'}", f"SUMMARY:{escaped(line.text)}",
    ]  # fmt: skip
    if event.place:
        said.append(f"LOCATION:{escaped(event.place)}")
    details = [words for words in line.details if words != event.place]
    if details:
        said.append("DESCRIPTION:" + escaped("\n".join(details)))
    if address and line.url:
        said.append(f"URL:{address}{line.url}")
    return [*said, "END:VEVENT"]


def stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """A text as a value: commas, semicolons, backslashes and line ends would mean something; other controls mean nothing."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = "".join(sign for sign in text if sign in "\n\t" or (ord(sign) >= 32 and ord(sign) != 127))
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def folded(line: str) -> bytes:
    """A content line in pieces of 75 octets, none of which cuts a letter in two."""
    pieces: list[bytes] = []
    piece = b""
    for letter in line:
        encoded = letter.encode()
        # A folded piece begins with a space, which counts.
        if len(piece) + len(encoded) > _LONGEST:
            pieces.append(piece)
            piece = b" "
        piece += encoded
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
