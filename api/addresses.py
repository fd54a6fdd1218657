"""The addresses of things: lasting and readable, /person/1f3a…-赵德海. The code alone says which thing is meant."""

import re

from ingest.facts import EntityType

KINDS = {kind.value.lower(): kind for kind in EntityType}
"""The first part of the address of things of each type."""

LONGEST = 40
"""Characters of a name in an address."""
_NOT_IN_PATHS = re.compile(r"[\s/?#%\\&\"'<>]+")


def entity_path(id: str, name: str) -> str:
    """The address of a thing's page; the name in it is for people, and may change."""
    kind, _, code = id.partition("-")
    return f"/{kind}/{code}-{slug(name)}"


def slug(name: str) -> str:
    """A name as it stands in addresses."""
    return _NOT_IN_PATHS.sub("-", name)[:LONGEST].strip("-")


def entity_id(kind: str, tail: str) -> str:
    """The id of the thing whose page's address is /kind/tail."""
    return f"{kind}-{tail.partition('-')[0]}"
