"""Writes the folder that `search.encoder` loads: a SentenceTransformer of one token table."""

import json
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Normalize, StaticEmbedding
from tokenizers import Tokenizer


def export(tokenizer: Tokenizer, table: NDArray[np.float32], folder: Path) -> None:
    """Saves the model in half precision, without a model card (ours is written by hand)."""
    static = StaticEmbedding(tokenizer, embedding_weights=torch.from_numpy(table))
    model = SentenceTransformer(modules=[static, Normalize()], device="cpu").half()
    model.save(str(folder), create_model_card=False)
    (folder / "model.safetensors").chmod(0o644)
    _compact(folder / "tokenizer.json")
    _name_modules(folder / "modules.json")


def _compact(file: Path) -> None:
    """Takes out the indentation, which triples the size of the tokenizer's file."""
    content = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def _name_modules(file: Path) -> None:
    """Names the modules as versions 5 and 6 of sentence-transformers both know them."""
    modules = json.loads(file.read_text(encoding="utf-8"))
    for module in modules:
        module["type"] = f"sentence_transformers.models.{module['type'].rpartition('.')[2]}"
    file.write_text(json.dumps(modules, indent=2) + "\n", encoding="utf-8")
