"""Reads files of many kinds into documents: text with its provenance, every run mapped to its place in the original."""

from corpus.discover import bundled_folder, discover, of_other_kinds
from corpus.document import Document, Place
from corpus.errors import (
    DamagedFile,
    EmptyFile,
    EncryptedFile,
    FileTooLarge,
    InvalidRequest,
    JiangpuError,
    LibraryError,
    ModelUnavailable,
    NotFound,
    UnreadableFile,
    UnsupportedFile,
)
from corpus.limits import Limits
from corpus.read import SUFFIXES, read_file

__all__ = [
    "SUFFIXES",
    "DamagedFile",
    "Document",
    "EmptyFile",
    "EncryptedFile",
    "FileTooLarge",
    "InvalidRequest",
    "JiangpuError",
    "LibraryError",
    "Limits",
    "ModelUnavailable",
    "NotFound",
    "Place",
    "UnreadableFile",
    "UnsupportedFile",
    "bundled_folder",
    "discover",
    "of_other_kinds",
    "read_file",
]
