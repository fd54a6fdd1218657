"""Searching a library: hits with their reasons and evidence, what is similar, and who can help."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path

from corpus import InvalidRequest, LibraryError, NotFound
from ingest import cut_for_search
from ingest.facts import EntityType
from kg import PassageRecord, Store
from search.cards import PASSAGE, CardMaker
from search.current import CurrentIndex
from search.encoder import Encoder
from search.evidence import Sentences, best_sentences
from search.experts import Candidate, Fit, Ranking, choose_team, fitting, load_of
from search.filters import Admission, count_facets
from search.folder import IndexFolder
from search.fusion import Weights
from search.overview import Overview
from search.query import Terms
from search.reranker import Reranker, reranked
from search.results import Expert, ExpertFilters, Filters, Hit, SearchResult, Team, TeamMember, checked, kind_of
from search.retrieval import Found, Question, Retriever
from search.state import State
from search.sync import Progress, Synchroniser
from search.terms import normalise
from search.why import why_of

# Hits, and experts, whose sentences are read together.
READ_AT_ONCE = 10
LEAST_TEAM, MOST_TEAM = 2, 4
# Experts of whom a team is chosen.
CONSIDERED = 30


class Searcher:
    """Search over one library; safe to use from several threads.

    The index is a folder of its own beside the store, can always be made anew from it, and may be written by another
    process at any time: the next question sees the newer index.
    """

    def __init__(
        self, store: Store, folder: IndexFolder, encoder: Encoder, weights: Weights, fit: Fit, reranker: Reranker | None
    ) -> None:
        self._store, self._encoder, self._cut = store, encoder, cut_for_search
        self._sentences = Sentences(store)
        self._folder = folder
        self._synchroniser = Synchroniser(store, folder, encoder, self._cut)
        self._current = CurrentIndex(self._folder, self._cut, weights)
        self._fit, self._reranker = fit, reranker
        self._expected = State(store.identity(), 0, encoder.name, encoder.dimensions, vectors=folder.vectors.name)
        self._overview: tuple[Retriever, Overview] | None = None

    @classmethod
    def open(
        cls,
        store: Store,
        folder: Path | IndexFolder,
        encoder: Encoder,
        *,
        weights: Weights | None = None,
        fit: Fit | None = None,
        reranker: Reranker | None = None,
    ) -> "Searcher":
        """Opens the search over a store; call `sync` to bring its index up to date.

        Args:
            store: of the library.
            folder: of the index; made when missing. An `IndexFolder` says also where the vectors are.
            encoder: turns texts into vectors; an index made with another one is made anew by `sync`.
            weights: of the kinds of evidence; the default ones when None.
            fit: from where on somebody is an expert for a problem; the one that is shipped when None.
            reranker: puts the first hits of `search` in order; None leaves them as they are.
        """
        parts = folder if isinstance(folder, IndexFolder) else IndexFolder(folder)
        return cls(store, parts, encoder, weights or Weights(), fit or Fit.load(), reranker)

    def close(self) -> None:
        """Forgets the opened index; the store stays open."""
        self._synchroniser.close()
        self._current.close()

    def sync(self, progress: Progress | None = None) -> int:
        """Brings the index up to the store; returns how many entities and passages were indexed or dropped.

        Can be repeated and interrupted at will; a damaged index, or one of another library or model, is made anew.

        Args:
            progress: called with how many changes are done, and how many there are.

        Raises:
            LibraryError: another process has been writing the index for ten minutes, or it cannot be written.
        """
        return self._synchroniser.run(self._expected, progress)

    def rebuild(self, progress: Progress | None = None) -> int:
        """Makes the index anew from the store, as `sync` would where there is none."""
        return self._synchroniser.run(self._expected, progress, anew=True)

    def search(
        self,
        query: str,
        *,
        type: EntityType | str = EntityType.ACHIEVEMENT,
        k: int = 10,
        filters: Filters | None = None,
    ) -> SearchResult:
        """The things or sentences that answer `query` best, with why and with their evidence.

        What shares no word with the query and is not near enough in meaning is no hit, so that nonsense finds nothing.

        Args:
            query: in the asker's own words; nothing in it is read as syntax. Of a long text the first 2,000 characters
                count.
            type: an entity type, or "Passage".
            k: at most so many hits, 1 to 100.
            filters: what the hits must also satisfy.

        Raises:
            InvalidRequest: the query is empty, the type unknown, or `k` out of bounds.
            LibraryError: the index is missing or damaged.
            ModelUnavailable: the re-ranker cannot be loaded.
        """
        kind, text = kind_of(type), checked(query, k)
        retriever = self._retriever()
        if retriever is None:
            return SearchResult(facets=count_facets(()))
        question = self._question(text)
        found = retriever.find(question, kind, Admission(filters or Filters()))
        hits = self._hits(retriever, question, found)
        if self._reranker:
            hits = reranked(hits, text, self._reranker)
        return SearchResult(tuple(islice(hits, k)), _facets(retriever, found))

    def sentences(self, question: str, k: int = 8) -> list[tuple[PassageRecord, float]]:
        """The library's sentences that are nearest to a question, best first, each with its score."""
        retriever = self._retriever()
        found = retriever.find(self._question(question), PASSAGE)[:k] if retriever else []
        passages = self._store.passages_by_id(one.card.id for one in found)
        return [(passages[one.card.id], one.score.total) for one in found if one.card.id in passages]

    def similar(self, entity_id: str, k: int = 10) -> SearchResult:
        """The things of the same type that are most like this one, by meaning and by the words of its name.

        Raises:
            NotFound: the store has no such entity.
            InvalidRequest: `k` is out of bounds.
            LibraryError: the index is missing or damaged.
        """
        checked(entity_id, k)
        if (card := CardMaker(self._store).entities([entity_id])[entity_id]) is None:
            raise NotFound(f"资料库里没有编号为“{entity_id}”的条目。请核对编号，或按名称查找。")
        retriever = self._retriever()
        if retriever is None:
            return SearchResult(facets=count_facets(()))
        question = Question(
            Terms.of(card.name, self._cut), self._encoder.encode_passages([normalise(card.embedded)])[0]
        )
        found = retriever.like(card, question)
        hits = self._hits(retriever, question, found)
        return SearchResult(tuple(islice(hits, k)), _facets(retriever, found))

    def overview(self) -> Overview:
        """What the library tells of, to be counted, as of the newest index; raises LibraryError."""
        retriever, kept = self._retriever(), self._overview
        if retriever is None:
            return Overview({})
        if kept is None or kept[0] is not retriever:
            kept = self._overview = retriever, Overview.of(self._store, retriever.lexical.cards)
        return kept[1]

    def experts(self, problem: str, *, k: int = 10, filters: ExpertFilters | None = None) -> tuple[Expert, ...]:
        """The people, studios and teams that have solved something like `problem`, best first; none where none fits.

        Args:
            problem: in the asker's own words.
            k: at most so many, 1 to 100.
            filters: which experts are wanted, and where they would best be.

        Raises:
            InvalidRequest: the problem is empty, or `k` out of bounds.
            LibraryError: the index is missing or damaged.
        """
        text, wanted = checked(problem, k), filters or ExpertFilters()
        return tuple(islice(self._experts(text, wanted), k))

    def experts_by_id(self, problem: str, ids: Sequence[str]) -> tuple[Expert, ...]:
        """Those of some experts that fit a problem, in the order of the ids; raises as `experts`."""
        found = {expert.id: expert for expert in self._experts(checked(problem, 1), ExpertFilters(), frozenset(ids))}
        return tuple(found[id_] for id_ in dict.fromkeys(ids) if id_ in found)

    def expert_facets(self, problem: str) -> dict[str, dict[str, int]]:
        """How all experts that fit a problem spread over regions, industries and honours; raises as `experts`."""
        text, retriever = checked(problem, 1), self._retriever()
        if retriever is None:
            return count_facets(())
        candidates = self._candidates(retriever, self._question(text), ExpertFilters())
        return count_facets(retriever.lexical.facets(one.credit.card) for one in candidates)

    def team(self, problem: str, *, size: int = 3, filters: ExpertFilters | None = None) -> Team:
        """Experts who together deal with more of a problem than any of them alone, and what each of them adds.

        Args:
            problem: in the asker's own words.
            size: members at most, 2 to 4; fewer where nobody else adds anything.
            filters: as for `experts`.

        Raises:
            InvalidRequest: the problem is empty, or `size` out of bounds.
            LibraryError: the index is missing or damaged.
        """
        text = checked(problem, 1)
        if not LEAST_TEAM <= size <= MOST_TEAM:
            raise InvalidRequest(f"一支队伍不能是 {size} 人，请要 {LEAST_TEAM} 到 {MOST_TEAM} 人。")
        retriever = self._retriever()
        if retriever is None:
            return Team()
        question = self._question(text)
        candidates = self._candidates(retriever, question, filters or ExpertFilters())
        chosen, left_open = choose_team(list(islice(candidates, CONSIDERED)), question.terms, size)
        experts = self._given(text, retriever, question, [one.candidate for one in chosen])
        members = [
            TeamMember(expert, tuple(one.adds.words), tuple(one.adds.sources))
            for one, expert in zip(chosen, experts, strict=True)
            if expert
        ]
        covered = tuple(word for member in members for word in member.words)
        return Team(tuple(members), covered, tuple(left_open.words))

    def _experts(self, problem: str, wanted: ExpertFilters, ids: frozenset[str] | None = None) -> Iterator[Expert]:
        """Those who fit, best first, of these ids where some are given."""
        if (retriever := self._retriever()) is None:
            return
        question = self._question(problem)
        candidates = self._candidates(retriever, question, wanted)
        rest = (one for one in candidates if ids is None or one.credit.card.id in ids)
        while some := list(islice(rest, READ_AT_ONCE)):
            yield from filter(None, self._given(problem, retriever, question, some))

    def _candidates(self, retriever: Retriever, question: Question, wanted: ExpertFilters) -> Iterator[Candidate]:
        """Those who fit the problem and are not too busy, best first."""
        ranking = Ranking.of(retriever, self._store, question, wanted)
        for candidate in fitting(ranking.credits, retriever.lexical.rarity_of_characters(question.terms), self._fit):
            if wanted.max_load is None or load_of(candidate.credit.card, retriever.lexical).total <= wanted.max_load:
                yield candidate

    def _given(
        self, problem: str, retriever: Retriever, question: Question, some: Sequence[Candidate]
    ) -> Iterator[Expert | None]:
        """As they are given out; None without evidence, which the store has then lost since the index was written."""
        sentences = best_sentences(self._sentences, retriever, question, [one.credit.card for one in some])
        for one, told in zip(some, sentences, strict=True):
            yield one.expert(problem, load_of(one.credit.card, retriever.lexical), told) if told else None

    def _retriever(self) -> Retriever | None:
        """The newest index; None for a library that is still empty."""
        retriever = self._current.retriever(self._expected)
        if retriever is None and self._store.generation() > 0:
            folder = self._folder.folder
            raise LibraryError(f"检索索引 {folder} 缺失、损坏或属于别的资料库。请运行 jiangpu rebuild 重建。")
        return retriever

    def _question(self, text: str) -> Question:
        return Question(Terms.of(text, self._cut), self._encoder.encode_queries([normalise(text)])[0])

    def _hits(self, retriever: Retriever, question: Question, found: Iterable[Found]) -> Iterator[Hit]:
        """What was found, as it is given out; each is made when it is asked for."""
        rest = iter(found)
        while some := list(islice(rest, READ_AT_ONCE)):
            sentences = best_sentences(self._sentences, retriever, question, [one.card for one in some])
            for one, evidence in zip(some, sentences, strict=True):
                if evidence:  # without it the store has lost the thing since the index was written
                    card, why = one.card, why_of(retriever, one, question)
                    yield Hit(card.id, card.type, card.name, one.score.total, why, evidence)


def _facets(retriever: Retriever, found: Iterable[Found]) -> dict[str, dict[str, int]]:
    return count_facets(retriever.lexical.facets(one.card) for one in found)
