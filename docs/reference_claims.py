"""The reference of claims: found in the source wherever one is made, with the words for what each verdict means."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from docs.reference_page import HERE, WORDS, NoWords, page

FLOOR = HERE.parent / "floor"


def claims() -> str:
    """Every claim that verifying can make, with what it means when it holds, is broken, or is not checked."""
    known, told = set(claimed_in_code()), set(WORDS["claim"])
    if known != told:
        raise NoWords(
            f"[claim] in docs/reference.toml: no words for {sorted(known - told)}; not in the code: {sorted(told - known)}"
        )
    parts = []
    for name, meanings in WORDS["claim"].items():
        signs = (("holds", "holds"), ("broken", "BROKEN"), ("unchecked", "not checked"))
        lines = [f"* **{sign}**: {meanings[key]}" for key, sign in signs if key in meanings]
        parts += [f"## {name}", "\n".join(lines)]
    return page(
        "Claims",
        'What `floor verify` can say about a book, claim by claim. "Holds" is said only of what was computed from the files; '
        '"not checked" says what could not be seen, and is no fault. A claim that is told by being broken alone is not listed '
        "when it holds.",
        parts,
    )


def claimed_in_code() -> list[str]:
    """The names of all claims, found in the source wherever one is made."""
    sources = [*(FLOOR / "book").glob("*.py"), *FLOOR.glob("*/verification.py"), *FLOOR.glob("*/verification/*.py")]
    return sorted(
        {name for path in sources for name in _claims_in(ast.parse(path.read_text(encoding="utf-8"))) if name}
    )


def _claims_in(tree: ast.Module) -> Iterable[str]:
    texts = dict(_named_texts(tree))
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("holds", "broken", "not_checked")
            and node.args
        ):
            first = node.args[0]
            if isinstance(first, ast.Constant):
                yield str(first.value)
            elif isinstance(first, ast.JoinedStr) and isinstance(first.values[0], ast.Constant):
                yield f"{first.values[0].value}..."
            elif isinstance(first, ast.Name) and first.id != "name":
                yield texts.get(first.id, "")
    for function in ast.walk(tree):
        # A function that makes claims of one name keeps it in `name`.
        if isinstance(function, ast.FunctionDef) and "name" in (named := dict(_named_texts(function))):
            yield named["name"]


def _named_texts(tree: ast.AST) -> Iterable[tuple[str, str]]:
    """`NAME = "text"` and `name, other = "text", 0`."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            pairs = (
                zip(target.elts, node.value.elts, strict=True)
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
                else [(target, node.value)]
            )
            for name, value in pairs:
                if isinstance(name, ast.Name) and isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield name.id, value.value
