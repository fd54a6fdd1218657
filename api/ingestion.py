"""Files into a library: each document in a transaction of its own, refused files named and passed over.

Run it again after any interruption: what is already in the library is skipped, and the indexes follow at the end.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from api.library import Library
from api.origins import Origin, Origins, digest_of
from api.readahead import Ahead, InTurn, Reading
from api.workers import Workers
from corpus import Document, InvalidRequest, NotFound, UnreadableFile, discover, of_other_kinds, read_file
from ingest.facts import Extraction

if TYPE_CHECKING:
    from ingest import Extractor

Progress: TypeAlias = Callable[[int, int, str], None]
"""Called with the number of files done, their total, and the file now read (empty at the end)."""
Told: TypeAlias = Callable[["Outcome"], None]
"""Called with what became of each file, when it is known."""


class Status(StrEnum):
    """What became of a file."""

    ADDED = "added"
    CHANGED = "changed"
    SKIPPED = "skipped"
    REFUSED = "refused"
    IGNORED = "ignored"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    Attributes:
        file: its path, or its name when it was uploaded.
        documents: ids of the documents it holds.
        added: those of them that the library did not hold before.
        removed: ids of the documents of its earlier state, now gone from the library.
        reason: why it was skipped, refused or ignored, or what changed; a Chinese sentence or empty.
        passed_over: what is wrong with each part that was not read, a sentence for people; the rest of the file was.
    """

    file: str
    status: Status
    documents: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    reason: str = ""
    passed_over: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What became of every file, in the order they were read."""

    outcomes: tuple[Outcome, ...]

    def of(self, status: Status) -> tuple[Outcome, ...]:
        """The files with that outcome."""
        return tuple(o for o in self.outcomes if o.status is status)


def ingest(
    paths: Iterable[Path],
    library: Library,
    progress: Progress | None = None,
    extractor: "Extractor | None" = None,
    workers: Workers | None = None,
) -> IngestReport:
    """Reads all files under the paths into the library; a file that changed since replaces its earlier documents.

    Files in folders whose kind cannot be read are told at the end; given by themselves, they are refused. With workers,
    documents are read ahead of their turn by the rules; what the library then holds is the same.

    Args:
        paths: files and folders.
        library: what they are read into.
        progress: told of each file.
        extractor: reads in another way than by the rules.
        workers: processes that read by the rules.
    """
    with library.writing():
        origins, given = Origins(library.home.files), tuple(paths)
        files = tuple(discover(given))
        reading = _ahead(files, workers, library, origins) if workers else _in_turn(library, extractor)
        report = _each(files, progress, lambda file: _ingest_known(file, library, origins, reading))
        others = set(of_other_kinds(given)) - set(files)
        return IngestReport((*report.outcomes, *map(_ignored, sorted(others))))


def ingest_uploads(
    files: Sequence[Path],
    library: Library,
    progress: Progress | None = None,
    *,
    replacing: bool = False,
    told: Told | None = None,
) -> IngestReport:
    """Reads uploaded files.

    An upload has no path, and the 工作总结.docx of two plants are two documents: equal names replace each other only
    where that is asked for (`replacing`), and never within one upload. That a name was there before is told.
    """
    with library.writing():
        origins, fresh = Origins(library.home.files), set[str]()

        def one(file: Path) -> Outcome:
            outcome = _ingest_upload(file, library, origins, fresh if replacing else None)
            fresh.update(outcome.documents)
            return outcome

        report = _each(files, progress, one, lambda outcome: told(_by_name(outcome)) if told else None)
    return IngestReport(tuple(map(_by_name, report.outcomes)))


def withdraw(document_ids: Iterable[str], library: Library) -> tuple[str, ...]:
    """Takes documents out of the library, those that are still there; returns their ids."""
    with library.writing():
        return tuple(d for d in document_ids if _remove(d, library))


def _each(
    files: Sequence[Path], progress: Progress | None, one: Callable[[Path], Outcome], told: Told | None = None
) -> IngestReport:
    outcomes = []
    for done, file in enumerate(files):
        if progress:
            progress(done, len(files), file.name)
        outcomes.append(_tried(file, one))
        if told:
            told(outcomes[-1])
    if progress:
        progress(len(files), len(files), "")
    return IngestReport(tuple(outcomes))


def _tried(file: Path, one: Callable[[Path], Outcome]) -> Outcome:
    try:
        return one(file)
    except UnreadableFile as error:
        return Outcome(_shown(file), Status.REFUSED, reason=f"{error.problem}。{error.cure}。")
    except InvalidRequest as error:  # the store takes no document whose facts contradict each other
        return Outcome(_shown(file), Status.REFUSED, reason=str(error))


def _by_name(outcome: Outcome) -> Outcome:
    """An upload has a name only."""
    return replace(outcome, file=Path(outcome.file).name)


def _ignored(file: Path) -> Outcome:
    try:
        read_file(file)
    except UnreadableFile as error:
        return Outcome(_shown(file), Status.IGNORED, reason=f"{error.problem}。{error.cure}。")
    raise AssertionError(f"{file} can be read")


def _ahead(files: Sequence[Path], workers: Workers, library: Library, origins: Origins) -> Reading:
    def wanted(file: Path) -> bool:
        return _unchanged(file, digest_of(file), library, origins) is None

    return Ahead(files, workers, wanted=wanted, held=library.store.has)


def _in_turn(library: Library, extractor: "Extractor | None" = None) -> Reading:
    def read(document: Document) -> Extraction:
        from ingest import extract  # noqa: PLC0415 - what only reading needs is not loaded by who answers

        return (extractor or extract)(document, library.reader())

    return InTurn(read)


def _unchanged(file: Path, digest: str, library: Library, origins: Origins) -> Origin | None:
    """What is known of the file where it need not be read again."""
    before = origins.of(file)
    if before and before.digest == digest and all(library.store.has(d) for d in before.documents):
        return before
    return None


def _ingest_known(file: Path, library: Library, origins: Origins, reading: Reading) -> Outcome:
    digest = digest_of(file)
    if before := _unchanged(file, digest, library, origins):
        return Outcome(_shown(file), Status.SKIPPED, before.documents, reason="内容没有变化。")
    before = origins.of(file)
    outcome = _ingest_new(file, library, reading)
    # New documents first, then the old ones, then the record: after a crash anywhere the next run does what is left.
    new = tuple(d for d in outcome.documents if before is None or d not in before.documents)
    removed = _succeeded(origins.replaced(file, outcome.documents), new, library)
    origins.put(file, digest, outcome.documents)
    if not removed:
        return outcome
    reason = "文件内容已变，资料库已改用新内容。"
    return replace(outcome, status=Status.CHANGED, removed=removed, reason=reason)


def _ingest_upload(file: Path, library: Library, origins: Origins, keep: set[str] | None) -> Outcome:
    """Reads one upload; those of its name before it go, but for `keep`, or all stay where that is None."""
    outcome = _ingest_new(file, library, _in_turn(library))
    key = library.home.uploads / file.name
    before = origins.of(key)
    earlier = {d for d in before.documents if library.store.has(d)} - set(outcome.documents) if before else set()
    stay = tuple(sorted(earlier if keep is None else earlier & keep))
    held = (*outcome.documents, *stay)
    removed = _succeeded(origins.replaced(key, held), outcome.documents, library) if earlier - set(stay) else ()
    origins.put(key, digest_of(file), held)
    if removed:
        return replace(outcome, status=Status.CHANGED, removed=removed, reason="同名的旧资料已换成这一份。")
    if keep is None and stay and outcome.status is Status.ADDED:
        return replace(
            outcome, reason="资料库里还有同名的资料，两份都保留；要以新换旧，请在上传时选“替换同名的旧资料”。"
        )
    return outcome


def _ingest_new(file: Path, library: Library, reading: Reading) -> Outcome:
    held = reading.open(file)
    new = (d for d in held.documents if not library.store.has(d.id))
    added = tuple(d.id for d in new if library.store.add(d, reading.facts(d).on_topic()))
    ids = tuple(d.id for d in held.documents)
    if added:
        return Outcome(_shown(file), Status.ADDED, ids, added, passed_over=held.problems)
    return Outcome(_shown(file), Status.SKIPPED, ids, reason="资料库中已有相同内容。", passed_over=held.problems)


def _succeeded(old: tuple[str, ...], documents: tuple[str, ...], library: Library) -> tuple[str, ...]:
    """Removes the old documents, whose decisions on persons go over to those in their place; returns the removed."""
    for document_id in old:
        library.store.succeed(document_id, documents)
    return tuple(d for d in old if _remove(d, library))


def _remove(document_id: str, library: Library) -> bool:
    try:
        library.store.remove(document_id)
    except NotFound:  # taken out by hand since, or by the run that a crash ended
        return False
    return True


def _shown(file: Path) -> str:
    """The path as text that can be written; file names may hold bytes that are no characters."""
    return str(file).encode(errors="replace").decode()
