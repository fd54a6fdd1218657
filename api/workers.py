"""Where documents are read beside this process: in other processes of this machine, or in a Ray cluster.

Both are the same to those who use them: a document goes in, its facts come out, at most `room` at a time.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from multiprocessing import get_context
from types import ModuleType
from typing import TYPE_CHECKING

from corpus import Document, InvalidRequest, JiangpuError
from ingest.facts import Extraction

if TYPE_CHECKING:
    from ingest import Reader

ROOM = 4
"""Documents in flight for each process: enough that none waits for the next, few enough to be held in memory."""

LOCAL_PROCESSES = 2
"""Of a Ray that is started on this machine for one ingest."""

LOCAL_STORE = 256 * 1024 * 1024
"""Bytes of its object store, which only ever holds the documents in flight; Ray's own default is a third of memory."""

AGAIN = "已读入的都保留，再运行一次会接着做"


@dataclass(frozen=True, slots=True)
class Workers:
    """Who reads documents.

    Attributes:
        submit: starts the reading of a document.
        room: how many may be started and not yet taken.
    """

    submit: Callable[[Document], Future[Extraction]]
    room: int


@contextmanager
def processes(count: int) -> Iterator[Workers]:
    """Reading in so many processes of this machine; raises JiangpuError when one of them dies."""
    pool = ProcessPoolExecutor(count, mp_context=get_context("spawn"))  # what runs threads must not be forked
    try:
        yield Workers(lambda document: pool.submit(facts_of, document), ROOM * count)
    except BrokenProcessPool as error:
        raise JiangpuError(f"一个读资料的进程意外结束了（可能是内存不够）。{AGAIN}；请把 --jobs 调小。") from error
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def ray_cluster(address: str) -> Iterator[Workers]:
    """Reading in a Ray cluster, on whose machines the same version of this program is installed.

    Args:
        address: as `ray.init` takes it, e.g. "10.0.0.5:6379"; "local" starts one of two processes on this machine.

    Raises:
        InvalidRequest: Ray is not installed, or the cluster does not answer.
        JiangpuError: the cluster is lost meanwhile.
    """
    ray = _ray()
    _connect(ray, address)
    try:
        task = ray.remote(facts_of)
        processors = max(1, int(ray.cluster_resources().get("CPU", 1)))
        yield Workers(lambda document: task.remote(document).future(), ROOM * processors)
    except ray.exceptions.RayError as error:
        raise JiangpuError(f"Ray 集群 {address} 上的读取中断了（{type(error).__name__}）。{AGAIN}。") from error
    finally:
        ray.shutdown()


def facts_of(document: Document) -> Extraction:
    """All that a document says; what a worker runs."""
    from ingest import extract  # noqa: PLC0415 - in the process that reads

    return extract(document, _reader())


@cache
def _reader() -> "Reader":
    """Loaded once in each process."""
    from ingest import Reader  # noqa: PLC0415

    return Reader.load()


def _ray() -> ModuleType:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # nothing is told to anybody outside
    missing = InvalidRequest("没有安装 Ray。请先运行 pip install 'jiangpu[ray]'，或改用 --jobs 在本机的几个进程里读。")
    try:
        ray = import_module("ray")
    except ModuleNotFoundError as error:
        raise missing from error
    if not hasattr(ray, "init"):  # a folder of that name where the program was started
        raise missing
    return ray


def _connect(ray: ModuleType, address: str) -> None:
    ours = {"num_cpus": LOCAL_PROCESSES, "num_gpus": 0, "include_dashboard": False, "object_store_memory": LOCAL_STORE}
    try:
        ray.init(address=address, log_to_driver=False, logging_level="ERROR", **(ours if address == "local" else {}))
    except (ConnectionError, RuntimeError, ValueError) as error:
        raise InvalidRequest(
            f"连不上 Ray 集群 {address}。请核对地址（ray start 启动时会写明），或用 --ray local 在本机启动一个。"
        ) from error
