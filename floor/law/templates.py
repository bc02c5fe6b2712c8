"""Statutes to begin with: the files in `templates/`, and writing one into a new directory (`floor new DIR --template NAME`)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from .faults import listed
from .keys import nearest
from .reading import read

STATUTES = "statutes.toml"
README = "README.md"


class NoSuchTemplate(ValueError):
    """There is no template of this name; says which there are."""

    def __init__(self, name: str) -> None:
        near = nearest(name, list(names()))
        hint = f" Did you mean {near}?" if near else ""
        super().__init__(f'There is no template "{name}".{hint} There are {listed(list(names()), "and")}.')


class NotWritten(ValueError):
    """The new statutes could not be put where they were asked for; nothing was left behind."""


@dataclass(frozen=True, slots=True)
class Template:
    """What a template is, for choosing one."""

    name: str
    title: str
    summary: str
    bodies: int


@cache
def names() -> tuple[str, ...]:
    """The names of all templates, in alphabetical order."""
    inside = (file.name for file in (files(__package__) / "templates").iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in inside if name.endswith(".toml")))


def text_of(name: str) -> str:
    """The statutes of a template as they stand in its file. Raises `NoSuchTemplate`."""
    if name not in names():
        raise NoSuchTemplate(name)
    return (files(__package__) / "templates" / f"{name}.toml").read_text(encoding="utf-8")


def describe(name: str) -> Template:
    """Title, summary and number of bodies of a template. Raises `NoSuchTemplate`."""
    raw = read(text_of(name), f"{name}.toml").raw
    return Template(name, raw["title"], raw.get("summary", ""), len(raw["body"]))


def write_new(directory: Path | str, name: str) -> tuple[Path, Path]:
    """Write a template's statutes and a note on what to do next into a directory, which is made if need be.

    Nothing that is already there is overwritten. Raises `NoSuchTemplate` or `NotWritten`.
    """
    statutes, note = text_of(name), _note_on(describe(name))
    place = Path(directory)
    texts = {place / STATUTES: statutes, place / README: note}
    for path in texts:
        if path.exists() or path.is_symlink():
            raise NotWritten(
                f"{path} is already there and stays as it is. Choose an empty directory, or move the file away."
            )
    _write_all(place, texts)
    return place / STATUTES, place / README


def _write_all(place: Path, texts: dict[Path, str]) -> None:
    """All of the texts or none: what was begun is taken away if the disk refuses the rest."""
    begun: list[Path] = []
    try:
        place.mkdir(parents=True, exist_ok=True)
        for path, text in texts.items():
            with path.open("x", encoding="utf-8", newline="\n") as file:
                begun.append(path)
                file.write(text)
    except OSError as error:
        for path in begun:
            with suppress(OSError):
                path.unlink()
        raise NotWritten(
            f"The statutes could not be written to {place}: {error.strerror or error}. No file was left there."
        ) from error


def _note_on(template: Template) -> str:
    return f"""\
# {template.title}

These statutes began as the template `{template.name}`: {template.summary}

What to do next:

1. **Make them yours.** Open `{STATUTES}` in any text editor. Change the title, the levels and the numbers. The comments say why
   a rule is there; a value with a `source` comes from a law, so change it only with a lawyer.
2. **Check them:** `floor check {STATUTES}`. Every message names its line. Repeat until there is nothing broken.
3. **Let the members adopt them:** print them, discuss them, hold the founding meeting, and write its record into
   `founding.toml`. `floor found founding.toml` makes it the first entry of the book.
4. **Begin:** `floor serve` opens the organisation to its members.
"""
