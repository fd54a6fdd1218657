import pytest

from kg import Store


@pytest.fixture
def store(tmp_path):
    with Store.open(f"sqlite:///{tmp_path}/library.db") as opened:
        yield opened


@pytest.fixture
def only():
    """The one entity of a name."""

    def find(store: Store, name: str):
        (entity,) = store.named(name)
        return entity

    return find
