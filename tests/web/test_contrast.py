"""The colours of the tokens can be read in both themes (WCAG 2.2: 4.5 to 1 for text, 3 to 1 for controls and focus)."""

import re
from itertools import product
from pathlib import Path

import pytest

TOKENS = (Path(__file__).resolve().parents[2] / "api" / "static" / "css" / "tokens.css").read_text("utf-8")
KINDS = sorted(re.findall(r"--(\w+)-ink:", TOKENS.split("@media")[0]))
TEXT, CONTROL = 4.5, 3.0

PAIRS = [
    *product(("ink", "muted", "accent", "accent-strong"), ("paper", "surface", "sunken")),
    ("accent-strong", "accent-wash"),
    ("ink", "accent-wash"),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-seal", "seal"),
    *((f"{kind}-ink", f"{kind}-wash") for kind in KINDS),
    *((f"{kind}-ink", "surface") for kind in KINDS if kind != "mark"),
]
"""Text and what it stands on; the sign of a badge is the pair (surface, ink) the other way round."""

CONTROLS = [*product(("control", "focus"), ("paper", "surface"))]


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


def block(opening: str) -> str:
    return TOKENS.split(opening, 1)[1].split("}", 1)[0]


LIGHT = colours(block(":root {"))
DARK = colours(block(':root[data-theme="dark"] {'))


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2 defines it."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_measured_as_wcag_does() -> None:
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_controls_can_be_seen(theme: dict[str, str]) -> None:
    assert len(KINDS) >= 14
    weak = [(one, on) for one, on in PAIRS if contrast(theme[one], theme[on]) < TEXT]
    weak += [(one, on) for one, on in CONTROLS if contrast(theme[one], theme[on]) < CONTROL]
    assert weak == []


def test_dark_is_the_same_whether_chosen_or_asked_for_by_the_system() -> None:
    assert colours(block(':root:not([data-theme="light"]) {')) == DARK
    assert DARK.keys() == LIGHT.keys()
