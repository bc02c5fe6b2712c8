"""A browser of the plainest kind: cookies, forms, and a memory of every address it went to and every header it got."""

from __future__ import annotations

import http.client
import re
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import urlencode, urlsplit

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


@dataclass
class Browser:
    """One visitor. `went` and `heads` are what a proxy on the way could have written down."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    went: list[str] = field(default_factory=list)
    heads: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    page: str = ""
    status: int = 0

    def __post_init__(self) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)

    def get(self, address: str) -> str:
        return self._ask("GET", address, None)

    def post(self, address: str, /, **fields: object) -> str:
        """Send a form, with the token of the page that was seen last."""
        return self._ask("POST", address, fields | {"csrfmiddlewaretoken": self._token()})

    def send_and_hang_up(self, address: str, /, **fields: object) -> None:
        """Send a form and be gone before the answer comes: a lost connection, a browser that was closed."""
        fields |= {"csrfmiddlewaretoken": self._token()}
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        line.request("POST", address, urlencode(fields, doseq=True), self._headers() | FORM)
        line.sock.close()
        line.close()

    def hidden(self, name: str) -> str:
        return unescape(re.search(rf'name="{name}" value="([^"]*)"', self.page)[1])

    def _token(self) -> str:
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.page)
        return found[1] if found else ""

    def _headers(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    def _ask(self, method: str, address: str, fields: dict[str, object] | None) -> str:
        body = urlencode(fields, doseq=True) if fields is not None else None
        headers = self._headers() | (FORM if body is not None else {})
        try:
            self.line.request(method, address, body, headers)
            answer = self.line.getresponse()
        except (http.client.HTTPException, OSError):
            # The server ended a line that was idle; a browser would open another.
            self.line.close()
            self.line.request(method, address, body, headers)
            answer = self.line.getresponse()
        self.page, self.status = answer.read().decode(errors="replace"), answer.status
        self.went.append(address)
        self.heads.append((address, {name.lower(): value for name, value in answer.getheaders()}))
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
        if answer.status in (301, 302, 303):
            return self.get(urlsplit(answer.headers["Location"]).path)
        return self.page
