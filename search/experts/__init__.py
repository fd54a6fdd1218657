"""Who can help: from what answers a problem, over the graph, to the people and studios behind it."""

from search.experts.fit import FEATURES, Candidate, Fit, figures_of, fitting
from search.experts.load import load_of
from search.experts.ranking import Ranking
from search.experts.team import choose_team

__all__ = ["FEATURES", "Candidate", "Fit", "Ranking", "choose_team", "figures_of", "fitting", "load_of"]
