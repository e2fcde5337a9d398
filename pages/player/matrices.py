"""Matrices that a hand takes hold of, drawn by a component of their own: what they make is there at once."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from streamlit.components import v2

from core.blocks.records import Meeting, Product
from pages.player.component import loader


def product(p: Product, words: Mapping[str, str]) -> dict[str, Any]:
    """x times W plus b."""
    return {"kind": "product", "x": _rounded(p.x), "W": _rounded(p.W), "b": _rounded(p.b), "words": dict(words)}


def meeting(m: Meeting, words: Mapping[str, str]) -> dict[str, Any]:
    """x times e of some shape."""
    e = m.e.reshape(-1, m.e.shape[-1])
    return {
        "kind": "meeting", "x": _rounded(m.x), "e": _rounded(e), "shape": list(m.e.shape), "words": dict(words),
    }  # fmt: skip


def mount(equation: Mapping[str, Any], *, key: str) -> None:
    """Shows an equation; another one takes its place."""
    _component()(key=key, data=equation)


def _rounded(values):
    return values.round(12).tolist()


@cache
def _component() -> Callable[..., Any]:
    return v2.component("gradient_stage_matrices", js=loader("matrices.js"), isolate_styles=False)
