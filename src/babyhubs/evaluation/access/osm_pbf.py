"""Reads the streets of an OpenStreetMap extract (.osm.pbf): nodes, and the ways that carry a `highway`.

The format is a row of length-prefixed blobs of protocol buffers, each packed with zlib (wiki.openstreetmap.org/wiki/PBF_Format). Only what
walking needs is read, with sizes checked before anything is unpacked. The usual library for it brings a network client along,
which a program that must stay off the network does not want (docs/decisions/0062). Numbers come in bulk: a block of 8,000 nodes
is one pass of NumPy.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from babyhubs.errors import InputError
from babyhubs.statistics.interval import Floats, floats

_MOST_HEADER, _MOST_BLOB = 64 * 1024, 32 * 1024 * 1024  # the limits that the format itself sets
_NANO = 1e-9
Bytes = bytes | memoryview


@dataclass(frozen=True)
class Streets:
    """node: ids in ascending order; lat, lon: degrees. ways: node ids in order of each way; tags: its tags."""

    node: NDArray[np.int64]
    lat: Floats
    lon: Floats
    ways: list[NDArray[np.int64]]
    tags: list[dict[str, str]]


def read(path: Path) -> Streets:
    """The whole extract. A file that is not one is an InputError."""
    nodes: list[tuple[NDArray[np.int64], Floats, Floats]] = []
    ways: list[NDArray[np.int64]] = []
    tags: list[dict[str, str]] = []
    try:
        for kind, content in _blobs(path):
            if kind == b"OSMData":
                _block(content, nodes, ways, tags)
    except (ValueError, IndexError, KeyError, zlib.error, OverflowError, OSError) as error:
        raise InputError(
            "The file is not an OpenStreetMap extract.",
            where=str(path),
            remedy="Bring a file that ends in .osm.pbf, whole.",
        ) from error
    if not nodes or not ways:
        raise InputError(
            "The extract holds no streets.", where=str(path), remedy="Bring an extract of the right place."
        )
    ids, lat, lon = (np.concatenate([one[part] for one in nodes]) for part in range(3))
    order = np.argsort(ids, kind="stable")
    return Streets(ids[order], lat[order], lon[order], ways, tags)


def _blobs(path: Path) -> Iterator[tuple[bytes, bytes]]:
    with path.open("rb") as file:
        while size := file.read(4):
            length = int.from_bytes(size, "big")
            if length > _MOST_HEADER:
                raise ValueError("a header is too long")
            header = dict(_fields(file.read(length)))
            length = int(header[3])
            if length > _MOST_BLOB:
                raise ValueError("a blob is too long")
            raw = file.read(length)
            if len(raw) < length:
                raise ValueError("the file ends in the middle")
            blob = dict(_fields(raw))
            if 1 in blob:
                yield bytes(header[1]), bytes(blob[1])
                continue
            if int(blob[2]) > _MOST_BLOB:
                raise ValueError("a blob unpacks to too much")
            unpacker = zlib.decompressobj()
            yield bytes(header[1]), unpacker.decompress(bytes(blob[3]), _MOST_BLOB)


def _fields(data: Bytes) -> Iterator[tuple[int, memoryview | int]]:
    """Field numbers and values of one message; values of a length are views, numbers are numbers."""
    view, at = memoryview(data), 0
    while at < len(view):
        key, at = _varint(view, at)
        kind = key & 7
        if kind == 0:
            value, at = _varint(view, at)
            yield key >> 3, value
        elif kind == 2:
            length, at = _varint(view, at)
            if at + length > len(view):
                raise ValueError("a field runs over its end")
            yield key >> 3, view[at : at + length]
            at += length
        elif kind in {1, 5}:
            at += 8 if kind == 1 else 4
        else:
            raise ValueError("an unknown kind of field")


def _varint(view: memoryview, at: int) -> tuple[int, int]:
    value = shift = 0
    while True:
        byte = view[at]
        value |= (byte & 0x7F) << shift
        at += 1
        if byte < 0x80:
            return value, at
        shift += 7
        if shift > 63:
            raise ValueError("a number is too long")


def _packed(data: Bytes) -> NDArray[np.uint64]:
    """All numbers of a packed field at once: bytes of one number are those up to the first without its top bit."""
    raw = np.frombuffer(data, dtype=np.uint8)
    if not raw.size:
        return np.zeros(0, dtype=np.uint64)
    last = raw < 0x80
    if not last[-1]:
        raise ValueError("a number is cut off")
    number = np.concatenate([[0], np.cumsum(last)[:-1]])
    first = np.concatenate([[0], np.flatnonzero(last)[:-1] + 1])
    place = np.arange(raw.size) - first[number]
    if place.max() > 9:
        raise ValueError("a number is too long")
    parts = (raw & 0x7F).astype(np.uint64) << (7 * place).astype(np.uint64)
    return np.asarray(np.bitwise_or.reduceat(parts, first), dtype=np.uint64)


def _signed(numbers: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Zigzag: 0, -1, 1, -2 ... are stored as 0, 1, 2, 3 ..."""
    return np.asarray((numbers >> np.uint64(1)).astype(np.int64) ^ -(numbers & np.uint64(1)).astype(np.int64))


def _sums(data: Bytes) -> NDArray[np.int64]:
    """Packed signed differences, added up."""
    return np.asarray(np.cumsum(_signed(_packed(data))), dtype=np.int64)


def _block(
    content: bytes,
    nodes: list[tuple[NDArray[np.int64], Floats, Floats]],
    ways: list[NDArray[np.int64]],
    tags: list[dict[str, str]],
) -> None:
    groups, words = [], []
    granularity, lat_offset, lon_offset = 100, 0, 0
    for field, value in _fields(content):
        if field == 1 and not isinstance(value, int):
            words = [
                bytes(one).decode("utf-8", "replace")
                for number, one in _fields(value)
                if number == 1 and not isinstance(one, int)
            ]
        elif field == 2 and not isinstance(value, int):
            groups.append(value)
        elif field == 17:
            granularity = int(value)
        elif field in {19, 20}:
            offset = int(np.array(value, dtype=np.uint64).astype(np.int64))
            lat_offset, lon_offset = (offset, lon_offset) if field == 19 else (lat_offset, offset)
    for group in groups:
        for field, value in _fields(group):
            if isinstance(value, int):
                continue
            if field == 2:
                dense = {number: one for number, one in _fields(value) if not isinstance(one, int)}
                lat, lon = (
                    _NANO * (offset + granularity * _sums(dense[number]))
                    for number, offset in ((8, lat_offset), (9, lon_offset))
                )
                nodes.append((_sums(dense[1]), floats(lat), floats(lon)))
            elif field == 3:
                _way(value, words, ways, tags)


def _way(value: memoryview, words: list[str], ways: list[NDArray[np.int64]], tags: list[dict[str, str]]) -> None:
    parts = {number: one for number, one in _fields(value) if not isinstance(one, int)}
    if 8 not in parts or 2 not in parts or 3 not in parts:
        return
    found = {words[int(key)]: words[int(one)] for key, one in zip(_packed(parts[2]), _packed(parts[3]), strict=True)}
    if "highway" in found:
        ways.append(_sums(parts[8]))
        tags.append(found)
