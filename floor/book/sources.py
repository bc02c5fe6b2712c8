"""Where a published book is read from: a folder, or a web server that carries its files."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.parse
import urllib.request
import zlib
from pathlib import Path
from typing import Protocol

from .tiles import Files

_SECONDS_OF_SILENCE = 20.0
_SECONDS_FOR_A_FILE = 120.0
_PIECE = 1 << 16
_PACKING = 1 << 14  # hashes do not compress: packed, a full tile is a little longer than bare


class Unreadable(Exception):
    """What was given cannot be looked at, so nothing can be said about it; the message says why."""


class Source(Files, Protocol):
    """Published files, with the name of the place they come from."""

    where: str

    def names(self, folder: str) -> list[str] | None:
        """The names in a folder; None where they cannot be listed, as on a web server."""


def open_source(where: str | Path) -> Source:
    """The published book at `where`: a folder or an http(s) address."""
    if isinstance(where, str) and where.startswith(("http://", "https://")):
        return WebSource(where)
    if isinstance(where, str) and "://" in where:
        raise Unreadable(f"{where} is neither a folder nor an address that begins with http:// or https://.")
    return FolderSource(Path(where))


class FolderSource:
    """A published book in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.where = folder, str(folder)
        if not folder.exists():
            raise Unreadable(f"There is no folder {folder}.")
        if not folder.is_dir():
            raise Unreadable(f"{folder} is a file; a published book is a folder with a file named checkpoint in it.")

    def read(self, path: str, limit: int) -> bytes | None:
        try:
            with open(self.folder / path, "rb") as file:
                raw = file.read(limit + 1)
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as fault:
            raise Unreadable(f"{self.folder / path} cannot be read: {fault.strerror}.") from None
        return _within(raw, limit, str(self.folder / path))

    def names(self, folder: str) -> list[str] | None:
        try:
            return sorted(entry.name for entry in (self.folder / folder).iterdir())
        except FileNotFoundError:
            return []
        except OSError as fault:
            raise Unreadable(f"{self.folder / folder} cannot be read: {fault.strerror}.") from None


class WebSource:
    """A published book on a web server. Only http and https are followed, redirects included."""

    def __init__(self, address: str) -> None:
        parts = urllib.parse.urlsplit(address)
        if not parts.hostname or parts.query or parts.fragment:
            raise Unreadable(f"{address} is not the address of a published book.")
        self.where = address.rstrip("/")
        self._opener = urllib.request.OpenerDirector()
        # Named one by one: the usual set would follow a redirect to ftp as well.
        for handler in (
            urllib.request.ProxyHandler(),
            urllib.request.HTTPHandler(),
            urllib.request.HTTPSHandler(),
            urllib.request.HTTPRedirectHandler(),
            urllib.request.HTTPErrorProcessor(),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.UnknownHandler(),
        ):
            self._opener.add_handler(handler)

    def read(self, path: str, limit: int) -> bytes | None:
        address = f"{self.where}/{path}"
        headers = {"Accept-Encoding": "gzip, identity", "User-Agent": "floor-verify"}
        try:
            with self._opener.open(
                urllib.request.Request(address, headers=headers), timeout=_SECONDS_OF_SILENCE
            ) as answer:
                raw = _fetch(answer, limit, address)
                if len(raw) != int(answer.headers.get("Content-Length", len(raw))):
                    raise ValueError("the answer was cut off")
                packed = answer.headers.get("Content-Encoding", "identity").lower()
        except urllib.error.HTTPError as fault:
            fault.close()
            if fault.code in (404, 410):
                return None
            raise Unreadable(f"{address} answered {fault.code} {fault.reason}.") from None
        except TimeoutError:
            raise Unreadable(f"{address} did not answer in time.") from None
        except (OSError, ValueError, http.client.HTTPException) as fault:
            raise Unreadable(f"{address} cannot be read: {getattr(fault, 'reason', fault)}.") from None
        return _unpack(raw, limit, address) if packed == "gzip" else _within(raw, limit, address)

    def names(self, folder: str) -> list[str] | None:
        return None


class _Answer(Protocol):
    def read(self, amount: int, /) -> bytes: ...


def _fetch(answer: _Answer, limit: int, address: str) -> bytes:
    """The whole answer, unless it is too long or drips in too slowly."""
    end, parts, length = time.monotonic() + _SECONDS_FOR_A_FILE, [], 0
    while piece := answer.read(_PIECE):
        parts.append(piece)
        length += len(piece)
        if length > limit + _PACKING:
            raise Unreadable(_too_long(address, limit))
        if time.monotonic() > end:
            raise TimeoutError
    return b"".join(parts)


def _unpack(raw: bytes, limit: int, address: str) -> bytes:
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        unpacked = _within(unpacker.decompress(raw, limit + 1), limit, address)
    except zlib.error:
        unpacked = b""
    if not unpacker.eof:
        raise Unreadable(f"{address} was damaged on the way: its compression does not open.")
    return unpacked


def _within(raw: bytes, limit: int, where: str) -> bytes:
    if len(raw) > limit:
        raise Unreadable(_too_long(where, limit))
    return raw


def _too_long(where: str, limit: int) -> str:
    return f"{where} is longer than the {limit:,} bytes that such a file can have."
