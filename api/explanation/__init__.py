"""How a document was read, for people: on the terminal and as one HTML file."""

from api.explanation.outline import Outline
from api.explanation.sheet import write_sheet

__all__ = ["Outline", "write_sheet"]
