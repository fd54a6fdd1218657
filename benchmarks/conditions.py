"""On what something was measured, and writing it into a page of the documentation."""

import os
import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path


def conditions(command: Sequence[str], packages: Sequence[str]) -> dict[str, str]:
    """The command, the machine and the versions behind a measurement.

    Args:
        command: the words after `python -m`.
        packages: those whose versions matter.
    """
    return {
        "命令": " ".join(["python -m", *command]),
        "机器": f"{_processor()}，{os.cpu_count()} 核，{platform.system()}",
        "版本": "，".join([f"Python {platform.python_version()}", *map(_version, packages)]),
    }


def with_section(page: str, marks: tuple[str, str], section: str) -> str:
    """The page with what stands between the two marks replaced.

    Raises:
        ValueError: the page lacks a mark.
    """
    before, rest = _parted(page, marks[0])
    _, after = _parted(rest, marks[1])
    return f"{before}{marks[0]}\n\n{section}\n{marks[1]}{after}"


def _parted(text: str, mark: str) -> tuple[str, str]:
    before, found, after = text.partition(mark)
    if not found:
        raise ValueError(f"the page has no line {mark}")
    return before, after


def _version(package: str) -> str:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return f"{package} 未装"


def _processor() -> str:
    """The processor's name; /proc knows it where `platform` does not."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text("utf-8").splitlines() if cpuinfo.is_file() else []
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor() or platform.machine())
