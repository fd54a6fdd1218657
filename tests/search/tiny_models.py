"""Neural networks so small that a test can make them: random weights, single characters as tokens."""

from pathlib import Path

CHARACTERS = "焊接轧机轴承电池放记录标签翘边矿车防掉道为这个句子生成表示以用于检索相关文章问答"
SHAPE = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 32}


def sentence_transformer(folder: Path, prompts: dict[str, str] | None = None) -> Path:
    """A folder with a SentenceTransformer: mean pooling, not normalised, in half precision."""
    import torch  # noqa: PLC0415 (slow)
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415
    from transformers import BertConfig, BertModel  # noqa: PLC0415

    network = folder.with_name(f"{folder.name}-network")
    size = _tokenizer(network)
    torch.manual_seed(0)
    BertModel(BertConfig(vocab_size=size, max_position_embeddings=64, **SHAPE)).save_pretrained(network)
    SentenceTransformer(str(network), device="cpu", prompts=prompts).half().save(str(folder))
    return folder


def cross_encoder(folder: Path, labels: int = 1) -> Path:
    """A folder with a cross-encoder whose scores spread over 0 to 1."""
    import torch  # noqa: PLC0415 (slow)
    from transformers import BertConfig, BertForSequenceClassification  # noqa: PLC0415

    size = _tokenizer(folder)
    torch.manual_seed(0)
    config = BertConfig(vocab_size=size, max_position_embeddings=64, num_labels=labels, initializer_range=1.0, **SHAPE)
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


def in_cache(cache: Path, name: str, model: Path, commit: str = "0123456789abcdef" * 2 + "01234567") -> None:
    """Lays a model's folder into a cache of the hub, as if it had been downloaded under this name."""
    entry = cache / f"models--{name.replace('/', '--')}"
    (entry / "refs").mkdir(parents=True)
    (entry / "refs" / "main").write_text(commit)
    (entry / "snapshots").mkdir()
    model.rename(entry / "snapshots" / commit)


def _tokenizer(folder: Path) -> int:
    """Saves one; returns how many tokens it knows."""
    from transformers import BertTokenizerFast  # noqa: PLC0415 (slow)

    tokens = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *dict.fromkeys(CHARACTERS)]
    folder.mkdir(parents=True)
    words = folder / "vocab.txt"
    words.write_text("\n".join(tokens) + "\n", encoding="utf-8")
    BertTokenizerFast(vocab_file=str(words), model_max_length=64).save_pretrained(folder)
    return len(tokens)
