"""What a human decides about who is who: taken in, carried out, and taken back."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from corpus.errors import InvalidRequest, NotFound
from kg.blocks import Blocks
from kg.clues import Handle
from kg.identity import Identity
from kg.rulings import Rulings
from kg.schema import EntityRow, FormerIdRow, HandleRow


class Deciding:
    """Human decisions, within one transaction."""

    def __init__(self, connection: Connection, identity: Identity) -> None:
        self._connection = connection
        self._identity = identity
        self._blocks = Blocks(connection)
        self._rulings = Rulings(connection)

    def decide(self, one: str, other: str, same: bool) -> str:
        """Decide that two are, or are not, one; returns the decision's id.

        Args:
            one: the id of an entity, or of a handle: what one document calls a person.
            other: likewise; where one is a handle of the other, the others of that entity are meant.
            same: whether they are one.

        Raises:
            NotFound: no such id.
            InvalidRequest: the two are of different types or the same thing, or an earlier decision says otherwise.
        """
        ours, theirs = self._side(one), self._side(other)
        shared = {handle.id for handle in ours} & {handle.id for handle in theirs}
        if len(shared) == len(ours) == len(theirs):
            raise InvalidRequest("两边是同一个条目。要拆开它，请用“同一性”里列出的名称编号（handle），而不是条目编号。")
        if len(ours) > len(theirs):
            ours = tuple(handle for handle in ours if handle.id not in shared)
        else:
            theirs = tuple(handle for handle in theirs if handle.id not in shared)
        if ours[0].type is not theirs[0].type:
            raise InvalidRequest("两边的类型不同，不能认作同一个，也不必认作不同。")
        ruling = self._rulings.make(same, ours, theirs, (self._name(ours), self._name(theirs)))
        self._identity.reconsider({handle.id for handle in (*ours, *theirs)})
        self._check((*ours, *theirs))
        return ruling

    def undecide(self, ruling_id: str) -> None:
        """Take a decision back: evidence decides again; raises NotFound."""
        handles = self._rulings.withdraw(ruling_id)
        self._identity.reconsider(handles)

    def inherit(self, old_document: str, new_documents: Sequence[str]) -> None:
        """Let decisions on what a document names hold for what it has become."""
        if handles := self._rulings.inherit(old_document, new_documents):
            self._identity.reconsider(handles)

    def _side(self, id_: str) -> tuple[Handle, ...]:
        current = self._connection.scalar(select(FormerIdRow.entity_id).where(FormerIdRow.id == id_)) or id_
        of_entity = select(HandleRow.id).where(HandleRow.entity_id == current)
        ids = self._connection.scalars(of_entity).all() or [id_]
        if not (found := self._blocks.load(ids)):
            raise NotFound(f"资料库里没有编号为“{id_}”的条目或名称。请先按名称查找，再用查到的编号。")
        return found

    def _name(self, side: tuple[Handle, ...]) -> str:
        name = self._connection.scalar(select(EntityRow.name).where(EntityRow.id == side[0].entity))
        return name or side[0].key

    def _check(self, handles: Iterable[Handle]) -> None:
        """Every decision about these must hold; where one stands in the way of another, the later is refused."""
        for ruling in self._rulings.touching({(handle.type, handle.block) for handle in handles}):
            first, second = self._identity.entities_of(ruling.ours), self._identity.entities_of(ruling.theirs)
            if (ruling.same and len(first | second) > 1) or (not ruling.same and first & second):
                raise InvalidRequest("这与先前的决定矛盾。请先用 jiangpu decisions 找到那个决定并撤销，再作新的决定。")
