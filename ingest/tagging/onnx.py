"""ONNX models written byte by byte: as much of the format as the tagger's network needs.

The format is a tree of protocol buffer messages (github.com/onnx/onnx/blob/main/onnx/onnx.proto, whose field numbers
stand below). Writing it spares the dependency on the onnx package, which only this module would need.
"""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

FLOAT, INT32, INT64 = 1, 6, 7
ELEMENT = {"float32": FLOAT, "int32": INT32, "int64": INT64}
IR_VERSION, OPSET = 8, 17
"""Understood by every onnxruntime since 1.13 (2022)."""
ATTRIBUTE_INT, ATTRIBUTE_STRING, ATTRIBUTE_INTS = 2, 3, 7

Dimensions = Sequence[int | str]
"""A number, or a name where the size varies."""


def node(operator: str, inputs: Sequence[str], output: str, **attributes: int | str | Sequence[int]) -> bytes:
    """A NodeProto with one output."""
    names = b"".join(_text(1, name) for name in inputs)
    return (
        names + _text(2, output) + _text(4, operator) + b"".join(_part(5, _attribute(*a)) for a in attributes.items())
    )


def tensor(name: str, values: NDArray[np.generic]) -> bytes:
    """A TensorProto."""
    dimensions = b"".join(_number(1, size) for size in values.shape)
    data = np.ascontiguousarray(values).astype(values.dtype.newbyteorder("<")).tobytes()
    return dimensions + _number(2, ELEMENT[values.dtype.name]) + _text(8, name) + _part(9, data)


def value(name: str, element: int, dimensions: Dimensions) -> bytes:
    """A ValueInfoProto: an input or output."""
    shape = b"".join(_part(1, _text(2, d) if isinstance(d, str) else _number(1, d)) for d in dimensions)
    return _text(1, name) + _part(2, _part(1, _number(1, element) + _part(2, shape)))


def model(nodes: Iterable[bytes], tensors: Iterable[bytes], inputs: Iterable[bytes], outputs: Iterable[bytes]) -> bytes:
    """A ModelProto of one graph."""
    parts = ((1, nodes), (5, tensors), (11, inputs), (12, outputs))
    graph = _text(2, "graph") + b"".join(_part(field, item) for field, items in parts for item in items)
    return _number(1, IR_VERSION) + _part(8, _number(2, OPSET)) + _part(7, graph)


def _attribute(name: str, setting: int | str | Sequence[int]) -> bytes:
    if isinstance(setting, int):
        return _text(1, name) + _number(3, setting) + _number(20, ATTRIBUTE_INT)
    if isinstance(setting, str):
        return _text(1, name) + _text(4, setting) + _number(20, ATTRIBUTE_STRING)
    return _text(1, name) + b"".join(_number(8, n) for n in setting) + _number(20, ATTRIBUTE_INTS)


def _varint(number: int) -> bytes:
    """Seven bits a byte, the lowest first; the highest bit says that another byte follows."""
    low, rest = number & 0x7F, number >> 7
    return bytes([low | 0x80]) + _varint(rest) if rest else bytes([low])


def _number(field: int, number: int) -> bytes:
    return _varint(field << 3) + _varint(number)


def _part(field: int, content: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(content)) + content


def _text(field: int, text: str) -> bytes:
    return _part(field, text.encode())
