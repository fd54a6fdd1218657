"""Which entity is meant: by its id, an id it used to have, or a name that one person bears."""

from api.errors import AmbiguousName
from corpus import InvalidRequest, NotFound
from ingest.facts import EntityType
from kg import EntityRecord, Store


def entity_of(id: str, store: Store) -> EntityRecord:
    """The entity of this id, or the one it was later found to be; raises NotFound."""
    return store.entity(store.renamed(id) or id)


def thing_of(id_or_name: str, store: Store) -> str:
    """The id meant: of the only thing that bears the name, else what is given, an id or nothing known.

    Raises:
        AmbiguousName: several things bear the name.
    """
    bearers = store.named(id_or_name)
    if len(bearers) > 1:
        raise AmbiguousName(id_or_name, bearers)
    return bearers[0].id if bearers else id_or_name


def person_of(id_or_name: str, store: Store) -> EntityRecord:
    """The person meant.

    Raises:
        NotFound: nobody has that id or bears that name.
        AmbiguousName: several people bear it.
        InvalidRequest: it is the id of something else.
    """
    bearers = tuple(e for e in store.named(id_or_name) if e.type is EntityType.PERSON)
    if len(bearers) > 1:
        raise AmbiguousName(id_or_name, bearers)
    if bearers:
        return bearers[0]
    if "-" not in id_or_name:  # every id has one: "person-1f3a…"
        raise NotFound(f"资料库里没有叫“{id_or_name}”的人。")
    found = entity_of(id_or_name, store)
    if found.type is not EntityType.PERSON:
        raise InvalidRequest(f"“{found.name}”不是人物，没有师徒谱系。")
    return found
