"""Judgements out of two files, and the two halves of the questions."""

from pathlib import Path

from benchmarks.retrieval.sets import halves, judgements

HEAD = "query-id\tcorpus-id\tscore\n"


def test_pooled_judgements_are_added_and_never_overrule(tmp_path: Path) -> None:
    (tmp_path / "qrels.tsv").write_text(f"{HEAD}q1\ta\t2\nq1\tb\t0\n", "utf-8")
    assert judgements(tmp_path) == {"q1": {"a": 2, "b": 0}}
    (tmp_path / "pooled.tsv").write_text(f"{HEAD}q1\tb\t2\nq1\tc\t1\nq2\ta\t2\n", "utf-8")
    assert judgements(tmp_path) == {"q1": {"a": 2, "b": 0, "c": 1}, "q2": {"a": 2}}


def test_halves_part_the_questions() -> None:
    chosen, held_out = halves({"q3": "", "q1": "", "q2": ""})
    assert (chosen, held_out) == (["q1", "q3"], ["q2"])
