"""The report as one page of HTML that needs nothing from elsewhere, and as the values that a document is set from."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from floor.tunnel.as_data import units_of
from floor.tunnel.findings import Findings

from .pictures import of_a_way, of_capture, of_translation
from .words import in_words

_STYLE = """
body { font: 17px/1.5 Georgia, "Libertinus Serif", serif; color: #1a1a1a; background: #fff; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.9rem; line-height: 1.2; margin: 0 0 .2rem } h2 { font-size: 1.25rem; margin: 2rem 0 .4rem; border-top: 2px solid #1a1a1a; padding-top: .5rem }
p { margin: .5rem 0 } .small { color: #555; font-size: .9rem } figure { margin: 1rem 0; overflow-x: auto } svg { max-width: 100%; height: auto }
figcaption { color: #555; font-size: .9rem } @media print { body { margin: 0; max-width: none } figure { break-inside: avoid } }
"""


def pictures_of(found: Findings) -> Iterator[tuple[str, str]]:
    """Each picture with what it shows."""
    figures = found.figures
    yield (
        f"The smallest share of members that can win a majority of each body; in red the {figures.top}.",
        of_capture(figures),
    )
    for one in found.translated:
        yield (
            "From the members, below, to the top: the share of each faction in the seats. The band holds nine of ten trials, the stroke is the middle.",
            of_translation(one),
        )
    for way in figures.ways:
        if way.how == "recall":
            yield f"From a petition below to a changed majority of the {way.body}.", of_a_way(way)


def about(found: Findings) -> str:
    """With which members it was computed."""
    units = [f"{one['units']:,} {one['level']}" for one in units_of(found.figures.register) if one["line"] == "union"]
    return f"{found.figures.register.total:,} members; units: {', '.join(units)}. Seed {found.seed}."


def as_html(found: Findings) -> bytes:
    """The report as a page."""
    title = escape(found.figures.law.title)
    parts = [
        f"<h2>{escape(part.heading)}</h2>" + "".join(f"<p>{escape(sentence)}</p>" for sentence in part.sentences)
        for part in in_words(found)
    ]
    pictures = [
        f"<figure>{svg}<figcaption>{escape(caption)}</figcaption></figure>" for caption, svg in pictures_of(found)
    ]
    page = (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}: the wind tunnel</title><style>{_STYLE}</style></head><body><main>"
        f'<h1>{title}</h1><p class="small">What these statutes do with these members. {escape(about(found))}</p>'
        f"{''.join(parts)}<h2>Pictures</h2>{''.join(pictures)}</main></body></html>"
    )
    return page.encode()


def values_of(found: Findings) -> dict[str, Any]:
    """What a document is set from: the same words and pictures."""
    return {
        "title": found.figures.law.title,
        "about": "What these statutes do with these members. " + about(found),
        "parts": [{"heading": part.heading, "sentences": list(part.sentences)} for part in in_words(found)],
        "pictures": [{"caption": caption, "svg": svg} for caption, svg in pictures_of(found)],
    }
