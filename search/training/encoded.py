"""The training texts as token ids."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from search.training.cases import Case
from search.training.dictionary import shared_meanings
from search.training.glossary import Term
from search.training.sources import TrainingTexts

Ids = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class EncodedCase:
    """`Case` in token ids."""

    title: Ids
    asked: list[Ids]
    passages: list[Ids]
    near: list[Ids]


@dataclass(frozen=True, slots=True)
class EncodedTerm:
    """`Term` in token ids."""

    name: Ids
    others: list[Ids]
    gloss: Ids
    troubles: list[Ids]


@dataclass(frozen=True, slots=True)
class EncodedTexts:
    """`TrainingTexts` in token ids, and which tokens mean the same.

    Attributes:
        documents: source -> documents of at least two sentences, each a list of its sentences' ids.
        pairs: source -> (query, passage).
        cases: our own.
        glossary: our own terms, in groups.
        synonyms: token -> the tokens that share a gloss with it.
        synonym_pairs: every such pair once, [n, 2].
    """

    documents: dict[str, list[list[Ids]]]
    pairs: dict[str, list[tuple[Ids, Ids]]]
    cases: list[EncodedCase]
    glossary: list[list[EncodedTerm]]
    synonyms: dict[int, Ids]
    synonym_pairs: NDArray[np.int32]

    def paragraphs(self) -> list[Ids]:
        """All sentences of all documents."""
        return [ids for documents in self.documents.values() for document in documents for ids in document]


def encode_texts(texts: TrainingTexts, tokenizer: Tokenizer, glosses: dict[str, list[str]]) -> EncodedTexts:
    """Cuts all texts into token ids; texts and pairs without any token are left out."""
    documents = {source: _documents(tokenizer, of_source) for source, of_source in texts.documents.items()}
    pairs = {source: _pairs(tokenizer, of_source) for source, of_source in texts.pairs.items()}
    synonyms = _synonyms(tokenizer, glosses)
    once = [(word, other) for word, others in synonyms.items() for other in others if word < other]
    cases = [encode_case(case, tokenizer) for case in texts.cases]
    glossary = [[encode_term(term, tokenizer) for term in group] for group in texts.glossary]
    return EncodedTexts(documents, pairs, cases, glossary, synonyms, np.array(once, dtype=np.int32))


def encode_case(case: Case, tokenizer: Tokenizer) -> EncodedCase:
    """Cuts a case's texts into token ids."""
    (title,) = _ids(tokenizer, [case.title])
    asked, passages, near = (_ids(tokenizer, list(texts)) for texts in (case.asked, case.passages, case.near))
    return EncodedCase(title, asked, passages, near)


def encode_term(term: Term, tokenizer: Tokenizer) -> EncodedTerm:
    """Cuts a term's texts into token ids."""
    name, gloss = _ids(tokenizer, [term.name, term.gloss])
    return EncodedTerm(name, _ids(tokenizer, list(term.others)), gloss, _ids(tokenizer, list(term.troubles)))


def _ids(tokenizer: Tokenizer, texts: list[str]) -> list[Ids]:
    return [np.array(encoding.ids, dtype=np.int32) for encoding in tokenizer.encode_batch_fast(texts)]


def _documents(tokenizer: Tokenizer, documents: list[list[str]]) -> list[list[Ids]]:
    encoded = ([ids for ids in _ids(tokenizer, document) if len(ids)] for document in documents)
    return [document for document in encoded if len(document) > 1]


def _pairs(tokenizer: Tokenizer, pairs: list[tuple[str, str]]) -> list[tuple[Ids, Ids]]:
    queries = _ids(tokenizer, [query for query, _ in pairs])
    passages = _ids(tokenizer, [passage for _, passage in pairs])
    return [(query, passage) for query, passage in zip(queries, passages, strict=True) if len(query) and len(passage)]


def _synonyms(tokenizer: Tokenizer, glosses: dict[str, list[str]]) -> dict[int, Ids]:
    numbers = tokenizer.get_vocab()
    known = {word: meanings for word, meanings in glosses.items() if word in numbers}
    return {
        numbers[word]: np.array([numbers[other] for other in others], dtype=np.int32)
        for word, others in shared_meanings(known).items()
    }
