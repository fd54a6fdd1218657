"""How the shipped embedding model was made: `make model`, or `python -m search.training DATA_FOLDER OUT_FOLDER`.

The way of the data: `sources` reads the texts, `cases` and `glossary` our own, `dictionary` the word lists,
`vocabulary` chooses the tokens and builds the tokenizer, `cooccurrence` and `glosses` each give every token a first
vector, `initial` joins the two, `contrastive` trains them on the pairs that `examples` draws, `export` writes the
folder that `search.encoder` loads. `pipeline` runs the whole.

The data folder holds the public data sets listed in ../model/ATTRIBUTION.md, in this form (UTF-8, one JSON object a
line):

- docs.law.jsonl.xz, docs.open.jsonl.xz: {"s": source, "p": [paragraph or sentence, ...]}
- pairs.law.jsonl.xz, pairs.open.jsonl.xz: {"s": source, "a": question or title or key words, "b": passage}
- cedict_1_0_ts_utf-8_mdbg.txt.gz: CC-CEDICT as published
- cedict_minilm384_f16.npz: "words" [n] and "vec" [n, 384], the first three CC-CEDICT glosses of each word as
  all-MiniLM-L6-v2 encodes them

The general word list is the one that jieba ships.
"""

from search.training.pipeline import train

__all__ = ["train"]
