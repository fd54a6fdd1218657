"""The parts of `search.ask`: naming -> understanding -> answering (relations) and figures (numbers)."""

from search.questions.answering import Outcome, answer
from search.questions.asked import Asked, Misfit
from search.questions.figures import figures
from search.questions.naming import find_names, readable
from search.questions.phrasebook import Figure, Phrasebook, Question, phrasebook
from search.questions.reply import Answer, Reply
from search.questions.understanding import understand

__all__ = [
    "Answer",
    "Asked",
    "Figure",
    "Misfit",
    "Outcome",
    "Phrasebook",
    "Question",
    "Reply",
    "answer",
    "figures",
    "find_names",
    "phrasebook",
    "readable",
    "understand",
]
