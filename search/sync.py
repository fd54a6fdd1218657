"""Brings the indexes up to the store, so that a stop at any moment is made good by the next time.

The order makes it so: vectors are saved, then the lexical index is committed, and index.json, which says how far both
have come, is written last. What was done but not yet written down is done again, with the same result: an item's old
vector and card are dropped before the new ones are added, and its number follows from its id.
"""

import logging
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from filelock import Timeout

from corpus import LibraryError
from kg import Change, Store
from search.cards import FILED_IN_PASSAGES, PART_LIMIT, Card, CardMaker
from search.encoder import Encoder
from search.folder import IndexFolder
from search.lexical import LexicalIndex, LexicalReader, LexicalWriter
from search.numbering import KINDS, number_of, numbers_of_parts
from search.profile import ACHIEVEMENT
from search.state import State
from search.terms import Cut, normalise
from search.vectors import VectorIndex
from search.writing import Writing

T = TypeVar("T")
Progress = Callable[[int, int], None]

# As the store's log of changes names them: kind and id.
_Item = tuple[str, str]
ENTITY, PASSAGE = "entity", "passage"

_log = logging.getLogger(__name__)

# Encoded at a time: enough to keep a model busy, little enough to show progress.
BATCH = 256
# Saved at a time. Each commit makes a segment of the lexical index, so it must not happen after every batch.
CHECKPOINT = 20_000
# In the place of a generation of the store: an item whose turn has not yet come.
STILL_TO_COME = -1


class Synchroniser:
    """Writes an index; one at a time for a folder, over all processes."""

    def __init__(self, store: Store, folder: IndexFolder, encoder: Encoder, cut: Cut) -> None:
        self._store, self._folder, self._encoder, self._cut = store, folder, encoder, cut
        self._writing = Writing(folder)

    def close(self) -> None:
        """Lets others write at once."""
        self._writing.close()

    def run(self, fresh: State, progress: Progress | None = None, *, anew: bool = False) -> int:
        """Applies the store's changes; returns how many entities and passages were indexed or dropped.

        Args:
            fresh: what an index made now is made of; one on disk that is made of something else is made anew.
            progress: called with how many changes are done, and how many there are.
            anew: whether to leave what is there aside.

        Raises:
            LibraryError: another process has been writing the index for ten minutes, or it cannot be written.
        """
        try:
            self._folder.folder.mkdir(parents=True, exist_ok=True)
            with self._writing.turn():
                state = State.load(self._folder.state)
                if state:
                    self._tell_of_another_model(state, fresh)
                self._discard_old(state, fresh, anew)
                return self._apply_all(self._empty(fresh) if anew else self._opened(state, fresh), progress)
        except Timeout as error:
            raise LibraryError(f"索引 {self._folder.folder} 一直被另一个程序更新着。请等它结束再试。") from error
        except OSError as error:
            where = f"索引 {self._folder.folder} 写不进去（{error.strerror}）"
            raise LibraryError(f"{where}。请检查磁盘空间和文件夹的权限。") from error

    def _apply_all(self, opened: tuple[LexicalIndex, VectorIndex, State], progress: Progress | None) -> int:
        lexical, vectors, state = opened
        changes = tuple(self._changes(state.applied))
        if not changes:
            return 0
        done = 0
        writer = self._writer(lexical)
        work = _Work(self._store, writer, vectors, self._encoder, map(_item, changes))
        for some in _slices(changes, CHECKPOINT):
            work.begin(lexical.reader())
            for part in _slices(some, BATCH):
                work.apply(list(map(_item, part)))
                done += len(part)
                if progress:
                    progress(done, len(changes))
            work.follow_up()
            state = replace(state, applied=some[-1].sequence)
            self._save(vectors, writer, state)
            lexical.refresh()
        return done

    def _writer(self, lexical: LexicalIndex) -> LexicalWriter:
        kept = self._writing.writer if self._writing.lexical is lexical else None
        return kept or self._writing.open(lexical)

    def _save(self, vectors: VectorIndex, writer: LexicalWriter, state: State) -> None:
        vectors.save()
        writer.commit()
        state.save(self._folder.state)

    def _changes(self, after: int) -> Iterator[Change]:
        while found := self._store.changes(after=after, limit=CHECKPOINT):
            yield from found
            after = found[-1].sequence

    def _tell_of_another_model(self, state: State, fresh: State) -> None:
        if (state.library, state.format) == (fresh.library, fresh.format) and state.encoder != fresh.encoder:
            counts = self._store.counts()
            items = counts["passages"] + counts["entities"]
            _log.warning("语义模型换了（%s → %s），正在为 %d 条重建向量索引", state.encoder, fresh.encoder, items)

    def _discard_old(self, state: State | None, fresh: State, anew: bool) -> None:
        """Takes away vectors that are of no more use to this library."""
        if anew:
            self._folder.vectors.discard(fresh)
        if state and not state.follows(fresh) and (state.library, state.vectors) == (fresh.library, fresh.vectors):
            self._folder.vectors.discard(state)

    def _opened(self, state: State | None, fresh: State) -> tuple[LexicalIndex, VectorIndex, State]:
        if state is None:
            if self._folder.lexical.exists():
                _log.warning("索引 %s 的说明文件缺失或损坏，重建索引", self._folder.folder)
            return self._empty(fresh)
        if not state.follows(fresh):
            if (state.library, state.format) != (fresh.library, fresh.format):
                _log.warning("索引 %s 属于另一个资料库或版本，重建索引", self._folder.folder)
            return self._empty(fresh)
        if state.applied > self._store.generation():
            _log.warning("索引 %s 比资料库新：资料库换回了较早的一份，重建索引", self._folder.folder)
            self._folder.vectors.discard(fresh)  # among them such as the earlier one does not have
            return self._empty(fresh)
        try:
            lexical = self._writing.lexical or LexicalIndex(self._folder.lexical, self._cut)
            return lexical, self._folder.vectors.open(state), state
        except LibraryError as error:
            _log.warning("%s这就自动重建。", error)
            return self._empty(fresh)

    def _empty(self, fresh: State) -> tuple[LexicalIndex, VectorIndex, State]:
        self._writing.give_up_writer()
        self._folder.state.unlink(missing_ok=True)
        if self._folder.lexical.is_dir():
            shutil.rmtree(self._folder.lexical)
        self._folder.lexical.unlink(missing_ok=True)
        self._folder.lexical.mkdir()
        lexical = LexicalIndex(self._folder.lexical, self._cut, create=True)
        vectors = self._folder.vectors.create(fresh)
        self._save(vectors, self._writing.open(lexical), fresh)
        return lexical, vectors, fresh


class _Work:
    """The items of one run, and what took something from them that has changed."""

    def __init__(
        self,
        store: Store,
        writer: LexicalWriter,
        vectors: VectorIndex,
        encoder: Encoder,
        changed: Iterable[_Item],
    ) -> None:
        self._store, self._writer, self._vectors, self._encoder = store, writer, vectors, encoder
        self._before: LexicalReader | None = None
        # By item: the store's generation when it was indexed, and what it then showed to others.
        self._done = dict.fromkeys(changed, STILL_TO_COME)
        self._shown: dict[str, _Shown] = {}
        self._waiting: set[_Item] = set()

    def begin(self, before: LexicalReader) -> None:
        """Begins a checkpoint; `before` shows what those before it have committed."""
        self._before = before
        self._shown.clear()

    def apply(self, items: Sequence[_Item]) -> None:
        """Indexes entities and passages, or drops those that are gone."""
        self._done.update(dict.fromkeys(items, self._store.generation()))
        maker = CardMaker(self._store)
        made = maker.entities(i for kind, i in items if kind == ENTITY)
        assert self._before is not None
        before = self._before.cards(made)
        for item_id, card in made.items():
            old = self._shown.get(item_id) or _Shown.by(before.get(item_id))
            self._shown[item_id] = new = _Shown.by(card)
            self._waiting |= self._out_of_date(item_id, old, new, maker)
        self._write(made | maker.passages(i for kind, i in items if kind == PASSAGE))

    def follow_up(self) -> None:
        """Indexes what shows something of a card that has changed, until nothing more follows.

        What has been indexed already need not be again, unless another process has written to the store since; nor what
        is itself still to come.
        """
        while self._waiting:
            up_to_date = (self._store.generation(), STILL_TO_COME)
            items = sorted(item for item in self._waiting if self._done.get(item) not in up_to_date)
            self._waiting.clear()
            for some in _slices(items, BATCH):
                self.apply(some)

    def _out_of_date(self, item_id: str, old: "_Shown", new: "_Shown", maker: CardMaker) -> set[_Item]:
        """What shows something of an entity that is no longer so."""
        others = old.links ^ new.links
        items: set[_Item] = set()
        if old.outline != new.outline:
            others |= old.links | new.links | maker.neighbours(item_id, new.type or old.type)
        if old.type in FILED_IN_PASSAGES and old.name != new.name:
            assert self._before is not None
            items = {(PASSAGE, i) for i in self._before.passages_naming(item_id)}
        return items | {(ENTITY, i) for i in others}

    def _write(self, made: dict[str, Card | None]) -> None:
        cards = [card for card in made.values() if card is not None]
        gone = [item_id for item_id, card in made.items() if card is None]
        self._writer.remove(gone)
        self._writer.replace(cards)
        self._vectors.remove([number_of(kind, item_id) for item_id in gone for kind in KINDS])
        if cards:
            vectors = self._encoder.encode_passages([normalise(card.embedded) for card in cards])
            self._vectors.replace([number_of(card.type, card.id) for card in cards], vectors)
        self._write_parts(made)

    def _write_parts(self, made: dict[str, Card | None]) -> None:
        """The sentences about achievements; those that a card had before are gone."""
        works = [item_id for item_id in made if item_id.startswith(ACHIEVEMENT)]
        self._vectors.remove([number for item_id in works for number in numbers_of_parts(item_id, PART_LIMIT)])
        parts = [(card.id, card.parts) for card in made.values() if card is not None and card.parts]
        if parts:
            numbers = [number for item_id, texts in parts for number in numbers_of_parts(item_id, len(texts))]
            texts = [normalise(text) for _, some in parts for text in some]
            self._vectors.replace(numbers, self._encoder.encode_passages(texts))


@dataclass(frozen=True, slots=True)
class _Shown:
    """What other cards may show of an entity; of one that is not there, nothing."""

    type: str = ""
    name: str = ""
    outline: tuple[object, ...] | None = None
    links: frozenset[str] = frozenset()

    @classmethod
    def by(cls, card: Card | None) -> "_Shown":
        """What a card shows."""
        if card is None:
            return cls()
        return cls(card.type, card.name, card.outline, frozenset(link.id for link in card.links))


def _item(change: Change) -> _Item:
    return change.kind, change.id


def _slices(items: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (items[start : start + size] for start in range(0, len(items), size))
