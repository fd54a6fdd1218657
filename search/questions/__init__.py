"""The parts of `search.ask`: naming -> understanding -> answering (relations), figures (numbers) and rankings."""

from search.questions.answering import answer
from search.questions.asked import Asked, Misfit
from search.questions.described import with_described
from search.questions.exact import exact_names
from search.questions.figures import figures
from search.questions.named import Named, Names
from search.questions.naming import find_names, readable
from search.questions.nearest import nearest
from search.questions.phrasebook import Figure, Phrasebook, Question, Ranking, phrasebook
from search.questions.rankings import ranked
from search.questions.reading import Sentences, read
from search.questions.reply import Answer, Outcome, Reply
from search.questions.understanding import understand

__all__ = [
    "Answer",
    "Asked",
    "Figure",
    "Misfit",
    "Named",
    "Names",
    "Outcome",
    "Phrasebook",
    "Question",
    "Ranking",
    "Reply",
    "Sentences",
    "answer",
    "exact_names",
    "figures",
    "find_names",
    "nearest",
    "phrasebook",
    "ranked",
    "read",
    "readable",
    "understand",
    "with_described",
]
