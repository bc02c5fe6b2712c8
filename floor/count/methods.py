"""Every method there is for filling seats from papers. A new one is a module with a `METHOD`, and a line here."""

from __future__ import annotations

from .method import Method, plain

#: In the order in which they are listed to people.
_ALL: tuple[Method, ...] = ()

METHODS: dict[str, Method] = {method.name: method for method in _ALL}


def method_called(name: str) -> Method:
    """The method of this name or one of its other names, however it is spelled."""
    wanted = plain(name)
    for method in METHODS.values():
        if wanted in {plain(method.name), *map(plain, method.aliases)}:
            return method
    raise LookupError(f"There is no method called “{name}”. Methods: {', '.join(METHODS)}.")
