"""What came of asking a model: counted, so that nobody has to trust it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Dropped(StrEnum):
    """Why something that a model said was not taken."""

    QUOTE = "quote"
    NAME = "name"
    UNNAMED = "unnamed"
    ENDS = "ends"
    FIGURE = "figure"
    FORM = "form"
    OVERRULED = "overruled"


@dataclass(frozen=True, slots=True)
class ModelReport:
    """The sum over the documents of one run.

    Attributes:
        requests: questions asked, those repeated because the answer was no JSON among them.
        tokens: what they cost; estimated where the service does not say.
        added: relations and figures that the rules had not read.
        confirmed: those that they had.
        dropped: by reason: the quotation does not stand in the text; a name does not; the quotation names neither end;
            the relation has no such ends; the figure does not stand in the quotation; it has not the form asked for;
            the rules read the same figure otherwise.
        unread: parts of documents of which no answer was of any use.
    """

    requests: int = 0
    tokens: int = 0
    added: int = 0
    confirmed: int = 0
    dropped: Mapping[Dropped, int] = field(default_factory=dict)
    unread: int = 0
