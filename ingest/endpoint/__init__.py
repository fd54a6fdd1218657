"""A language model's reading of a document, checked word for word and added to what the rules read."""

from ingest.endpoint.chat import Chat, Completion
from ingest.endpoint.extractor import ModelExtractor
from ingest.endpoint.merge import merge
from ingest.endpoint.report import Dropped, ModelReport

__all__ = ["Chat", "Completion", "Dropped", "ModelExtractor", "ModelReport", "merge"]
