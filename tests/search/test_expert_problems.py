"""The benchmark's own data hold together."""

from benchmarks.experts.problems import ARTICLES, SPLITS, is_bystander, problems, same, texts


def test_every_expected_name_stands_in_the_texts():
    files = [path for folder in texts() for path in folder.rglob("*") if path.suffix in {".txt", ".md"}]
    told = "\n".join(path.read_text("utf-8", "ignore") for path in files)
    wanted = {name for problem in problems() for name in problem.expected}
    assert {name for name in wanted if name not in told} == set()


def test_every_document_exists():
    named = {document for problem in problems() for document in problem.documents} - {"bundled"}
    assert {document for document in named if not (ARTICLES / f"{document}.txt").is_file()} == set()


def test_no_document_is_in_both_splits():
    of = {split: {d for p in problems() if p.split == split for d in p.documents} for split in SPLITS}
    assert of["development"] & of["test"] <= {"bundled"}


def test_no_expected_expert_is_a_bystander():
    assert not [name for problem in problems() for name in problem.expected if is_bystander(name)]


def test_names_compare_without_punctuation_and_script():
    assert same("“沃野”创新工作室", "沃野创新工作室")
    assert same("冼國棟", "冼国栋")
    assert same("农世昌劳模创新工作室", "驮卢糖厂农世昌劳模创新工作室")
    assert not same("张一", "张一山")
