"""Makes the shipped model from the data folder, step by step."""

import logging
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from tokenizers import Tokenizer

from search.training.contrastive import TableTrainer
from search.training.cooccurrence import context_vectors
from search.training.dictionary import WordLists, read_word_lists
from search.training.encoded import EncodedTexts, encode_texts
from search.training.examples import Examples
from search.training.export import export
from search.training.glossary import tokens as terms_of
from search.training.glosses import gloss_vectors
from search.training.held_out import as_cases, recall
from search.training.initial import Known, initial_vectors
from search.training.parts import token_parts
from search.training.sources import TrainingTexts, read_texts
from search.training.vocabulary import (
    LEAST_COUNT,
    blend,
    build_tokenizer,
    candidate_frequencies,
    choose_tokens,
    count_tokens,
    token_list,
)

TOKENS = 64_000
DIMENSIONS = 256
BATCH = 768
STEPS = 1500
CHECKPOINT = "checkpoint.pt"
SEED = 20_251_121

log = logging.getLogger(__name__)


def train(data_folder: Path, out_folder: Path, threads: int = 1) -> None:
    """Writes the model into `out_folder` (the same data and threads give the same model).

    Training that was stopped goes on from the checkpoint in that folder, which is removed at the end.
    """
    out_folder.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(SEED)
    torch.set_num_threads(threads)
    random = np.random.default_rng(SEED)
    texts, words = read_texts(data_folder), read_word_lists(data_folder)
    frequency, tokenizer = _tokenizer(texts, words)
    tokens = token_list(tokenizer)
    log.info("%d tokens", len(tokens))
    parts = token_parts(tokens, frequency)
    encoded = encode_texts(texts, tokenizer, words.glosses)
    context = _contexts(encoded, len(tokens), random)
    log.info("contexts for %d tokens", context.mask.sum())
    gloss = Known(*gloss_vectors(tokens, words.glosses, data_folder / "cedict_minilm384_f16.npz"))
    log.info("glosses for %d tokens", gloss.mask.sum())
    shares = np.array([frequency.get(token, 0.0) for token in tokens])
    table = initial_vectors(context, gloss, parts, shares, DIMENSIONS)
    trainer = TableTrainer(table, parts, STEPS)
    table = trainer.run(Examples(encoded, BATCH, SEED).batch, out_folder / CHECKPOINT)
    export(tokenizer, table, out_folder)
    for name, cases in (
        ("cases learned", texts.cases[:: len(texts.cases) // len(texts.held_out)]),
        ("cases held out", texts.held_out),
        ("terms held out", as_cases(texts.held_out_terms)),
    ):
        log.info("%s: recall@1 %.3f", name, recall(cases, tokenizer, table))
    (out_folder / CHECKPOINT).unlink(missing_ok=True)


def _tokenizer(texts: TrainingTexts, words: WordLists) -> tuple[dict[str, float], Tokenizer]:
    """The tokens' relative frequencies and the tokenizer over those that the model keeps."""
    by_source = {
        source: [paragraph for document in documents for paragraph in document]
        for source, documents in texts.documents.items()
    }
    terms = terms_of(texts.glossary)
    candidates = candidate_frequencies(words, terms, (paragraph for part in by_source.values() for paragraph in part))
    counting = build_tokenizer(candidates)
    counts = {source: count_tokens(counting, paragraphs) for source, paragraphs in by_source.items()}
    corpus = sum(counts.values(), Counter[str]())
    general = Counter({word: count for word, count in words.frequencies.items() if word in candidates})
    frequency = blend({**counts, "jieba": general})
    kept = choose_tokens(frequency, corpus, words, terms, TOKENS - 1)
    return frequency, build_tokenizer({token: candidates[token] for token in kept})


def _contexts(encoded: EncodedTexts, size: int, random: np.random.Generator) -> Known:
    paragraphs = encoded.paragraphs()
    counts = np.bincount(np.concatenate(paragraphs), minlength=size)
    return Known(context_vectors(paragraphs, size, DIMENSIONS, random), counts >= LEAST_COUNT)
