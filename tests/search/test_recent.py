from concurrent.futures import ThreadPoolExecutor

from search.recent import Recent


def test_what_was_put_is_kept_and_what_was_not_is_none():
    kept: Recent[str, int] = Recent(2)
    kept.put("a", 1)
    assert (kept.get("a"), kept.get("b")) == (1, None)


def test_it_never_holds_more_than_twice_its_size():
    kept: Recent[int, int] = Recent(10)
    for number in range(1000):
        kept.put(number, number)
        assert len(kept) <= 20
    assert [kept.get(number) for number in range(990, 1000)] == list(range(990, 1000))
    assert kept.get(0) is None


def test_what_is_used_stays():
    kept: Recent[int, int] = Recent(10)
    kept.put(-1, 7)
    for number in range(1000):
        kept.put(number, number)
        assert kept.get(-1) == 7


def test_a_later_value_replaces_the_earlier_one():
    kept: Recent[str, int] = Recent(1)
    kept.put("a", 1)
    kept.put("b", 2)
    kept.put("a", 3)
    assert kept.get("a") == 3


def test_threads_see_only_what_was_put():
    kept: Recent[int, int] = Recent(5)

    def work(start: int) -> bool:
        for number in range(start, start + 2000):
            kept.put(number % 40, number % 40)
            if kept.get(number % 37) not in {None, number % 37}:
                return False
        return True

    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(work, range(4)))
    assert len(kept) <= 10
