"""Uploads read in the background, one after another, and what became of each."""

import logging
import shutil
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from threading import Lock
from uuid import uuid4

from api.ingestion import IngestReport, Outcome, ingest_uploads, withdraw
from api.library import Library
from corpus import InvalidRequest, JiangpuError, NotFound

logger = logging.getLogger("jiangpu")

REMEMBERED = 1000
"""Finished jobs kept; beyond that the oldest is forgotten."""


UNEXPECTED = "处理时出现意外错误，请查看服务日志。已读入的文件不受影响，可重新上传其余文件。"


class JobState(StrEnum):
    """How far a job is."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Stage(StrEnum):
    """What is being done for a job."""

    WAITING = "waiting"
    READING = "reading"
    INDEXING = "indexing"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Job:
    """The reading of one upload.

    Attributes:
        done: files read so far.
        total: files in the upload.
        files: their names, in the order in which they are read.
        outcomes: what became of those read so far.
        withdrawn: the documents taken out again when the upload was undone; None where it was not.
        report: what became of each file, once done.
        message: why it failed.
    """

    id: str
    state: JobState
    total: int
    done: int = 0
    report: IngestReport | None = None
    message: str = ""
    files: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    withdrawn: tuple[str, ...] | None = None

    @property
    def stage(self) -> Stage:
        """What is being done now; once all files are read, the indexes follow."""
        if self.finished:
            return Stage.ENDED
        if self.state is JobState.QUEUED:
            return Stage.WAITING
        return Stage.INDEXING if self.done == self.total else Stage.READING

    @property
    def added(self) -> tuple[str, ...]:
        """The documents that the library holds because of it."""
        return tuple(document for outcome in self.outcomes for document in outcome.added)

    @property
    def finished(self) -> bool:
        """Whether nothing more will happen to it."""
        return self.state in (JobState.DONE, JobState.FAILED)


class Jobs:
    """The queue of one server; it ends with the server, the library keeps what was read."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._jobs: dict[str, Job] = {}
        self._lock = Lock()
        self._worker = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ingest")

    def submit(self, folder: Path, files: tuple[Path, ...], *, replacing: bool = False) -> Job:
        """Queues files that lie in `folder`, which the job removes when it ends.

        Args:
            folder: of this upload alone.
            files: to be read.
            replacing: whether they replace earlier uploads of the same name.
        """
        job = Job(uuid4().hex, JobState.QUEUED, len(files), files=tuple(file.name for file in files))
        with self._lock:
            self._jobs[job.id] = job
            self._forget()
        running = self._worker.submit(self._run, job.id, files, replacing)
        running.add_done_callback(lambda future: self._finish(job.id, folder, future))
        return job

    def get(self, job_id: str) -> Job:
        """The job as it now stands; raises NotFound."""
        with self._lock:
            if job_id not in self._jobs:
                raise NotFound(f"没有编号为 {job_id} 的任务；服务重启后，旧任务的记录不再保留。")
            return self._jobs[job_id]

    def undo(self, job_id: str) -> Job:
        """Takes out of the library what the upload added; what it replaced does not come back.

        Raises:
            NotFound: no such job.
            InvalidRequest: it has not ended.
        """
        job = self.get(job_id)
        if not job.finished:
            raise InvalidRequest("这次上传还没有处理完。请等它结束，再撤销。")
        withdrawn = withdraw(job.added, self._library)
        self._change(job_id, lambda job: replace(job, withdrawn=(*(job.withdrawn or ()), *withdrawn)))
        return self.get(job_id)

    def close(self) -> None:
        """Drops what is queued and waits for what is running."""
        self._worker.shutdown(cancel_futures=True)

    def _run(self, job_id: str, files: tuple[Path, ...], replacing: bool) -> IngestReport:
        self._change(job_id, lambda job: replace(job, state=JobState.RUNNING))
        progress, told = partial(self._progress, job_id), partial(self._told, job_id)
        return ingest_uploads(files, self._library, progress, replacing=replacing, told=told)

    def _finish(self, job_id: str, folder: Path, future: Future[IngestReport]) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        if future.cancelled():
            return
        error = future.exception()
        if error is None:
            report = future.result()
            self._change(job_id, lambda job: replace(job, state=JobState.DONE, report=report))
            return
        if not isinstance(error, JiangpuError):
            logger.error("job %s", job_id, exc_info=error)
        message = str(error) if isinstance(error, JiangpuError) else UNEXPECTED
        self._change(job_id, lambda job: replace(job, state=JobState.FAILED, message=message))

    def _progress(self, job_id: str, done: int, *_: object) -> None:
        self._change(job_id, lambda job: replace(job, done=done))

    def _told(self, job_id: str, outcome: Outcome) -> None:
        self._change(job_id, lambda job: replace(job, outcomes=(*job.outcomes, outcome)))

    def _change(self, job_id: str, change: Callable[[Job], Job]) -> None:
        with self._lock:
            self._jobs[job_id] = change(self._jobs[job_id])

    def _forget(self) -> None:
        finished = [job.id for job in self._jobs.values() if job.finished]
        for old in finished[: max(0, len(self._jobs) - REMEMBERED)]:
            del self._jobs[old]
