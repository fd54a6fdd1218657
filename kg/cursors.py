"""Cursors of paged lists: where the last page ended, opaque to the caller."""

import base64
import binascii
import json

from corpus.errors import InvalidRequest

Position = tuple[int | str, ...]


def encode_cursor(position: Position) -> str:
    """The cursor for the page after this position."""
    return base64.urlsafe_b64encode(json.dumps(position, ensure_ascii=False).encode()).decode().rstrip("=")


def decode_cursor(cursor: str, kinds: tuple[type, ...]) -> Position:
    """The position in a cursor; `kinds` are the types of its parts. Raises InvalidRequest for any other text."""
    try:
        position = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (ValueError, binascii.Error, RecursionError) as error:
        raise _unreadable(cursor) from error
    if not isinstance(position, list) or [type(part) for part in position] != list(kinds):
        raise _unreadable(cursor)
    return tuple(position)


def check_limit(limit: int) -> None:
    """Raises InvalidRequest for a page of less than one."""
    if limit < 1:
        raise InvalidRequest(f"每页数量 limit={limit} 不对，应是不小于 1 的整数。")


def _unreadable(cursor: str) -> InvalidRequest:
    return InvalidRequest(f"翻页标记 cursor=“{cursor[:40]}”无法识别。请原样使用上一页返回的标记，或去掉它从头开始。")
