"""What the cosines of a model mean, estimated without labels from a fixed set of questions and answers.

Models differ widely: with some, strangers are at 0 and a clear match at 0.4, with others at 0.6 and 0.8. The limits in
`Weights` and the logistic in `Fit` were measured with the shipped model; for another one they are moved to where the
same sentences lie.
"""

import logging
import tomllib
from dataclasses import asdict, dataclass, replace
from importlib.resources import files
from pathlib import Path

import numpy as np
import orjson

from corpus import LibraryError
from search.durable import replace_file
from search.encoder import Encoder
from search.experts.fit import FEATURES, Fit
from search.fusion import Weights
from search.terms import normalise

# Shares of the cosines that lie below. Chosen so that the shipped model, estimated like any other, comes out near what
# was measured with it over a library of the domain (`Weights`): one in forty of these strangers, who are all of the
# same few trades and of everyday life, passes the floor, and a clear match, the best of many, is as near as the upper
# quarter of the pairs.
STRANGERS_BELOW, PAIRS_BELOW = 0.975, 0.75
# Keeps the two limits apart with a model that tells nothing apart.
LEAST_SPREAD = 0.05

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the cosines of one encoder mean.

    Attributes:
        encoder: its name.
        floor, clear: as in `Weights`.
    """

    encoder: str
    floor: float
    clear: float

    @classmethod
    def estimate(cls, encoder: Encoder) -> "Calibration":
        """From the cosines between the questions and the answers to them, and to all others, in `data`."""
        asked, told = zip(*_pairs(), strict=True)
        cosines = encoder.encode_queries(asked) @ encoder.encode_passages(told).T
        pairs = np.eye(len(asked), dtype=bool)
        floor = float(np.quantile(cosines[~pairs], STRANGERS_BELOW))
        clear = float(np.quantile(cosines[pairs], PAIRS_BELOW))
        if clear < floor + LEAST_SPREAD:
            _log.warning("语义模型 %s 分不清中文句子相干不相干，检索会变差。请换一个适合中文的模型。", encoder.name)
        return cls(encoder.name, floor, max(clear, floor + LEAST_SPREAD))

    @classmethod
    def kept(cls, encoder: Encoder, path: Path) -> "Calibration":
        """The one kept at `path`, if it is of this encoder; else estimated, which takes a large model some seconds.

        Raises:
            LibraryError: it cannot be written.
        """
        try:
            found = cls(**orjson.loads(path.read_bytes()))
        except (OSError, ValueError, TypeError):
            found = None
        if found and found.encoder == encoder.name:
            return found
        made = cls.estimate(encoder)
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            replace_file(path, orjson.dumps(asdict(made)))
        except OSError as error:
            raise LibraryError(f"{path} 写不进去（{error.strerror}）。请检查磁盘空间和文件夹的权限。") from error
        return made

    def weights(self) -> Weights:
        """The default ones, with the limits of this encoder."""
        return replace(Weights(), floor=self.floor, clear=self.clear)

    def fit(self) -> Fit:
        """The shipped one, taking a cosine for what it would be with the shipped model: floor to floor, clear to clear.

        That is linear, so it changes the weight of the cosine and the intercept.
        """
        fit, shipped, at = Fit.load(), Weights(), FEATURES.index("cosine")
        stretch = (shipped.clear - shipped.floor) / (self.clear - self.floor)
        weight = fit.weights[at]
        intercept = fit.intercept + weight * (shipped.floor - stretch * self.floor)
        return replace(fit, intercept=intercept, weights=(*fit.weights[:at], weight * stretch, *fit.weights[at + 1 :]))


def _pairs() -> list[tuple[str, str]]:
    table = tomllib.loads(files("search").joinpath("data/calibration.toml").read_text("utf-8"))
    return [(normalise(asked), normalise(told)) for asked, told in table["pairs"]]
