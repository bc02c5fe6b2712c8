"""The report of the wind tunnel on the statutes in force: one page that needs nothing from elsewhere, to keep and to hand on."""

from __future__ import annotations

import base64
import hashlib
import re
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from floor.house.tunnelling.asked import report_of_the_statutes
from floor.site.headers import POLICY

from .finding import founded

_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


@founded
def tunnel(request: Any) -> HttpResponse:
    """The whole report; while it is being computed, a page that says so."""
    report = report_of_the_statutes(request.house)
    if report is None or report.found is None:
        return render(
            request, "house/tunnel_waiting.html", {"computing": report is None}, status=202 if report is None else 200
        )
    response = HttpResponse(report.found, content_type="text/html; charset=utf-8")
    # The report brings its style along. It may use that one, known by its hash, and nothing else is let in.
    hashes = [base64.b64encode(hashlib.sha256(style).digest()).decode() for style in _STYLE.findall(report.found)]
    allowed = " ".join(f"'sha256-{one}'" for one in hashes)
    response["Content-Security-Policy"] = POLICY.replace("style-src 'self'", f"style-src {allowed}")
    return response
