"""Pictures of a run as SVG, written by hand: bars, bands and a line of days. They can be read without colours, and printed."""

from __future__ import annotations

from html import escape

from floor.tunnel.figures import Figures
from floor.tunnel.report.words import setting, share_in_words
from floor.tunnel.translation import Translated
from floor.tunnel.ways_up import Way

WIDTH = 720
#: Dark enough on white for anyone, and told apart without colour by their order and by their labels.
INK, SOFT, RED, GREY = "#1a1a1a", "#555555", "#b3261e", "#d9d4cc"
FACTIONS = ("#b3261e", "#30475e", "#6b6b00", "#5b3a73", "#00695c", "#8a4b08")


def _svg(height: float, title: str, inside: list[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" height="{height:.0f}" role="img" '
        f'font-family="Libertinus Serif, DejaVu Sans, sans-serif" font-size="13">'
        f"<title>{escape(title)}</title>{''.join(inside)}</svg>"
    )


def _text(x: float, y: float, words: str, *, anchor: str = "start", colour: str = INK, bold: bool = False) -> str:
    weight = ' font-weight="bold"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="{colour}"{weight}>{escape(words)}</text>'


def _bar(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}" fill="{colour}"/>'


def _shortened(words: str, letters: int) -> str:
    return words if len(words) <= letters else words[: letters - 1] + "…"


def of_capture(figures: Figures) -> str:
    """A bar for each body: the share of members that can win its majority. A line at one half."""
    left, right, step = 250.0, 80.0, 22.0
    wide = WIDTH - left - right
    inside = []
    for at, (name, one) in enumerate(figures.bodies.items()):
        y = 24 + at * step
        share = min(float(one.largest.share), 1.0) if one.largest.possible else 1.0
        inside.append(_text(left - 8, y + 12, _shortened(name, 36), anchor="end", bold=name == figures.top))
        inside.append(_bar(left, y, wide, 15, "#f3f0ea"))
        inside.append(
            _bar(left, y, wide * share, 15, RED if name == figures.top else INK) if one.largest.possible else ""
        )
        inside.append(_text(left + wide + 8, y + 12, share_in_words(one).removeprefix("at most ")))
    height = 24 + len(figures.bodies) * step + 6
    half = left + wide / 2
    inside.append(
        f'<line x1="{half}" x2="{half}" y1="18" y2="{height - 6:.0f}" stroke="{SOFT}" stroke-dasharray="3 3"/>'
    )
    inside.append(_text(half, 13, "half of the members", anchor="middle", colour=SOFT))
    return _svg(height, "The share of members that can win a majority of each body", inside)


def of_translation(one: Translated) -> str:
    """From the members at the bottom to the body at the top: a band for each faction, from 5 to 95 of 100 trials, and its middle."""
    left, right, top, tall = 215.0, 70.0, 34.0, 46.0
    wide = WIDTH - left - right
    levels = len(one.bodies) + 1
    height = top + levels * tall
    total = sum(one.opinion.strengths)
    inside = [_text(0, 14, setting(one), bold=True)]
    for part in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = left + wide * part
        inside.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{top}" y2="{height - 8:.0f}" stroke="{GREY}"/>')
        inside.append(_text(x, top - 5, f"{100 * part:.0f} %", anchor="middle", colour=SOFT))
    for row, name in enumerate(reversed(one.bodies)):
        y = top + row * tall
        inside.append(_text(left - 10, y + 24, _shortened(name, 30), anchor="end"))
        for at in range(len(one.opinion.strengths)):
            low, middle, high = (left + wide * one.middle(name, at, part) for part in (0.05, 0.5, 0.95))
            colour = FACTIONS[at % len(FACTIONS)]
            inside.append(_bar(low, y + 12, max(high - low, 1.5), 16, colour + "55"))
            inside.append(_bar(middle - 1.5, y + 9, 3, 22, colour))
    y = top + (levels - 1) * tall
    inside.append(_text(left - 10, y + 24, "the members", anchor="end", bold=True))
    for at, strength in enumerate(one.opinion.strengths):
        colour = FACTIONS[at % len(FACTIONS)]
        x = left + wide * strength / total
        inside.append(f'<circle cx="{x:.1f}" cy="{y + 19:.1f}" r="6" fill="{colour}"/>')
        inside.append(_text(x, y + 40, f"{strength:g}", anchor="middle", colour=colour))
    return _svg(height, f"{setting(one)}: their share of the seats, level by level", inside)


def of_a_way(way: Way) -> str:
    """The legs of a way one after the other: what they take at the least, and at the most."""
    left, right, step = 330.0, 90.0, 22.0
    wide = (WIDTH - left - right) / max(way.most, 1)
    inside, done = [], 0.0
    for at, leg in enumerate(way.legs):
        y = 24 + at * step
        inside.append(_text(left - 8, y + 12, _shortened(leg.what.split(": ")[0], 52), anchor="end"))
        inside.append(_bar(left + done * wide, y, leg.most * wide, 15, GREY))
        inside.append(_bar(left + done * wide, y, leg.fewest * wide, 15, RED))
        inside.append(_text(left + (done + leg.most) * wide + 5, y + 12, _days(leg.fewest, leg.most), colour=SOFT))
        done += leg.most
    inside.append(_text(left, 14, "red: at the least; grey: at the most; in days", colour=SOFT))
    return _svg(24 + len(way.legs) * step + 6, f"From below to a changed majority of the {way.body}", inside)


def _days(fewest: int, most: int) -> str:
    return f"{fewest}" if fewest == most else f"{fewest} to {most}"
