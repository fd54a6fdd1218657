"""Forms in plain text: lines of label and value, those with labels that no lexicon knows among them."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from ingest.page.layout import Kind, Paragraph

FEWEST_KNOWN = 2
UNDECIDED = {Kind.BODY, Kind.HEADING}


def in_forms(paragraphs: Sequence[Paragraph], has_label: Callable[[str], bool]) -> list[Paragraph]:
    """The paragraphs, labelled lines as records where most of the labels around them are known ones.

    Args:
        paragraphs: the document's paragraphs in reading order, lines with known labels as records.
        has_label: whether a line begins with something like a label.
    """
    found: list[Paragraph] = []
    for labelled, run in groupby(paragraphs, key=lambda p: _in_form(p, has_label)):
        group = list(run)
        known = sum(p.kind is Kind.RECORD for p in group)
        is_form = labelled and FEWEST_KNOWN <= known < len(group) <= 2 * known
        found += [replace(p, kind=Kind.RECORD) for p in group] if is_form else group
    return found


def _in_form(paragraph: Paragraph, has_label: Callable[[str], bool]) -> bool:
    return paragraph.kind in {Kind.RECORD, *UNDECIDED} and not paragraph.columns and has_label(paragraph.text)
