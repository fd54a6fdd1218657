"""What is told of an honour belongs together: its level, kind, grade and rank are one document's, never of several."""

import json
from collections import Counter
from collections.abc import Mapping

from ingest.facts import STANDING

_PACKED = "honour"


def packed(attrs: Mapping[str, str]) -> dict[str, str]:
    """The attributes, with those that belong together as one value."""
    honour = {name: value for name, value in sorted(attrs.items()) if name in STANDING}
    others = {name: value for name, value in attrs.items() if name not in STANDING}
    return others | ({_PACKED: json.dumps(honour, ensure_ascii=False)} if honour else {})


def commonest(values: Counter[tuple[str, str]]) -> dict[str, str]:
    """Of every packed attribute the value that most documents give, then the first; a level told before none."""

    def order(item: tuple[tuple[str, str], int]) -> tuple[bool, int, str]:
        (name, value), uses = item
        return name == _PACKED and "level" not in json.loads(value), -uses, value

    best: dict[str, str] = {}
    for (name, value), _ in sorted(values.items(), key=order):
        best.setdefault(name, value)
    honour: dict[str, str] = json.loads(best.pop(_PACKED, "{}"))
    return dict(sorted((best | honour).items()))
