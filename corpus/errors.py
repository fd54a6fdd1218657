"""The errors that 匠谱 raises on purpose: one small tree.

    JiangpuError
    ├── UnreadableFile        a file cannot become documents
    │   ├── EmptyFile
    │   ├── FileTooLarge
    │   ├── EncryptedFile
    │   ├── DamagedFile
    │   └── UnsupportedFile
    ├── ModelUnavailable      a tagger, embedding or language model is missing, broken or does not answer
    ├── BudgetSpent           asking a language model any further would cost more than was allowed
    ├── NotFound              no such document, entity or job
    ├── InvalidRequest        a question, filter or setting that cannot be understood
    └── LibraryError          the library on disk cannot be used

Every message is a Chinese sentence for the person at the screen: what was wrong, where, and what to do. `api` maps the
classes to HTTP statuses and exit codes in one place.
"""

from pathlib import Path


class JiangpuError(Exception):
    """Anything 匠谱 refuses or cannot do, said in one sentence."""


class UnreadableFile(JiangpuError):
    """A file that cannot be read; the message names the file, what is wrong with it and the cure."""

    def __init__(self, path: Path | str, problem: str, cure: str) -> None:
        super().__init__(f"{path}：{problem}。{cure}。")
        self.path, self.problem, self.cure = str(path), problem, cure


class EmptyFile(UnreadableFile):
    """The file holds no text at all."""


class FileTooLarge(UnreadableFile):
    """The file, or what it unpacks to, is larger than the reader accepts."""


class EncryptedFile(UnreadableFile):
    """The file is protected by a password."""


class DamagedFile(UnreadableFile):
    """The file is not what its name says, or is broken."""


class UnsupportedFile(UnreadableFile):
    """No reader exists for this kind of file."""


class ModelUnavailable(JiangpuError):
    """A model's files are missing or cannot be loaded, or the service that runs it does not answer."""


class BudgetSpent(JiangpuError):
    """Asking a language model any further would cost more than was allowed."""


class NotFound(JiangpuError):
    """The library holds no such thing."""


class InvalidRequest(JiangpuError):
    """A question, filter or setting that cannot be understood."""


class LibraryError(JiangpuError):
    """The library on disk is missing, damaged, newer than this program, or in use."""
