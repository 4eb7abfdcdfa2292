"""Values cross the wall as they are, or not at all."""

from __future__ import annotations

import contextlib
import gc
import os
import struct
import tracemalloc
import weakref
from collections.abc import Callable

import msgpack
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from autograder.sandbox.wire import (
    BUNDLE_LIMITS,
    LIMITS,
    Bundle,
    Foreign,
    Handle,
    WireError,
    WireLimitError,
    WireLimits,
    decode,
    encode,
)


def encoded(value: object) -> bytes:
    return b"".join(encode(value))


NUMBERS = hnp.arrays(
    st.one_of(
        hnp.boolean_dtypes(),
        hnp.integer_dtypes(endianness="<"),
        hnp.unsigned_integer_dtypes(endianness="<"),
        hnp.floating_dtypes(endianness="<", sizes=(16, 32, 64)),
        hnp.complex_number_dtypes(endianness="<", sizes=(64, 128)),
    ),
    hnp.array_shapes(min_dims=0, min_side=0, max_side=3),
)
PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63)
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"]))
    | st.binary()
    | st.complex_numbers(allow_nan=False)
    | st.integers(0, 2**40).map(Handle)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=20).map(Foreign),
    lambda parts: (
        st.lists(parts, max_size=4)
        | st.lists(parts, max_size=4).map(tuple)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), parts, max_size=4)
    ),
    max_leaves=12,
)


@given(value=PLAIN)
def test_plain_values_cross_unchanged(value: object) -> None:
    crossed = decode(encoded(value))
    assert crossed == value
    assert type(crossed) is type(value)


@given(array=NUMBERS)
def test_arrays_of_numbers_cross_unchanged(array: np.ndarray) -> None:
    crossed = decode(encoded(array))
    assert isinstance(crossed, np.ndarray)
    assert crossed.dtype == array.dtype
    np.testing.assert_array_equal(crossed, array)


@pytest.mark.parametrize(
    ("array", "dtype"),
    [
        (np.arange(3, dtype=">i4"), "<i4"),
        (np.array([1.5], dtype=np.longdouble), "<f8"),
        (np.float32(2), "<f4"),
    ],
)
def test_unusual_arrays_cross_as_the_nearest_usual_one(array: np.ndarray, dtype: str) -> None:
    crossed = decode(encoded(array))
    assert isinstance(crossed, np.ndarray)
    assert crossed.dtype.str == dtype
    np.testing.assert_array_equal(crossed, array)


def test_an_array_that_crossed_can_be_written_to() -> None:
    crossed = decode(encoded(np.zeros(3)))
    assert isinstance(crossed, np.ndarray)
    crossed += 1
    assert crossed.tolist() == [1, 1, 1]


@pytest.mark.parametrize(
    "value",
    [
        object(),
        np.array(["text"]),
        np.array([object()]),
        np.array([(1, 2)], dtype=[("a", "i4"), ("b", "i4")]),
        np.array(["2026-01-01"], dtype="datetime64[D]"),
        2**64,
        range(3),
        {1, 2},
        lambda: None,
        type("Sneaky", (int,), {"__eq__": lambda self, other: True})(3),
    ],
    ids=lambda value: type(value).__name__,
)
def test_everything_else_crosses_as_the_name_of_its_type_alone(value: object) -> None:
    assert isinstance(decode(encoded(value)), Foreign)


def test_a_subclass_of_ndarray_crosses_as_its_plain_numbers() -> None:
    class AlwaysEqual(np.ndarray):
        def __eq__(self, other: object) -> bool:  # type: ignore[override]
            return True

    crossed = decode(encoded(np.zeros(2).view(AlwaysEqual)))
    assert type(crossed) is np.ndarray


def test_lone_surrogates_cross_as_escapes() -> None:
    assert decode(encoded("a\ud800b")) == "a\\ud800b"


@pytest.mark.parametrize("wrapped", [lambda x: x, lambda x: (x,), lambda x: {"a": x}])
def test_a_value_inside_itself_is_refused(wrapped: Callable[[object], object]) -> None:
    value: list[object] = []
    value.append(wrapped(value))
    with pytest.raises(WireLimitError, match="nested"):
        encode(value)


@pytest.mark.parametrize(
    "value",
    [
        np.broadcast_to(np.zeros(1), (10**6, 10**6)),
        [0] * (2 * 10**6),
        "x" * (65 << 20),
        np.zeros(65 << 17),
    ],
    ids=["broadcast", "list", "text", "array"],
)
def test_a_value_too_large_is_refused_before_it_is_copied(value: object) -> None:
    with pytest.raises(WireLimitError):
        encode(value)


def test_a_message_over_the_limit_is_not_read() -> None:
    with pytest.raises(WireError, match="long"):
        decode(encoded("x" * 200), WireLimits(message_bytes=100))


def framed(skeleton: bytes, data: bytes = b"") -> bytes:
    return struct.pack(">I", len(skeleton)) + skeleton + data


def packed(value: object, data: bytes = b"") -> bytes:
    return framed(msgpack.packb(value), data)


def extension(code: int, payload: object, data: bytes = b"") -> bytes:
    return packed(msgpack.ExtType(code, msgpack.packb(payload)), data)


def array(dtype: object, shape: object, data: bytes) -> bytes:
    return extension(1, [dtype, shape], data)


NUMBER = b"12345678"


def test_the_messages_made_here_by_hand_are_right_ones_when_nothing_is_wrong() -> None:
    assert decode(array("<f8", [1], NUMBER)) == np.frombuffer(NUMBER)
    assert decode(packed({"a": [1, 2.5]})) == {"a": [1, 2.5]}
    assert decode(extension(7, [1, "b"])) == (1, "b")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0\0\0",
        struct.pack(">I", 2**32 - 1),
        framed(b""),
        framed(b"\xc1"),
        packed({b"a": 1}),
        packed({msgpack.ExtType(2, b"\1"): 1}),
        framed(b"\x81\x90\x01"),
        framed(b"\x92\x01"),
        packed(msgpack.Timestamp(1, 2)),
        packed([msgpack.Timestamp(1, 2)]),
        packed({"a": [{"b": msgpack.Timestamp(1, 2)}]}),
        extension(7, 1),
        extension(7, {"a": 1}),
        extension(7, [msgpack.Timestamp(1, 2)]),
        packed(msgpack.ExtType(7, b"")),
        packed(1, NUMBER),
        framed(msgpack.packb(1) + msgpack.packb(2)),
        extension(2, "text"),
        extension(3, [1]),
        extension(4, "x" * 600),
        extension(5, 1),
        extension(3, ["nan", "inf", 1]),
        extension(99, 1),
        array("|O", [1], NUMBER),
        array("<f8", [2], NUMBER),
        array("<f8", [], b""),
        array("<f8", [-1], NUMBER),
        array("<f8", [2**62, 2**62, 0], b""),
        array("<f8", [2**62, 2**62], NUMBER),
        array("<f8", [True], NUMBER),
        array("<f8", [1] * 40, NUMBER),
        array("<f8", "1", NUMBER),
        array(["<f8"], [1], NUMBER),
        array("<f8", [1], NUMBER + NUMBER),
    ],
)
def test_what_is_no_message_is_an_error(data: bytes) -> None:
    with pytest.raises(WireError):
        decode(data)


def in_a_tuple(raw: bytes) -> bytes:
    return struct.pack(">BIB", 0xC9, len(raw) + 1, 7) + b"\x91" + raw


NESTINGS: dict[str, Callable[[bytes], bytes]] = {
    "lists": lambda raw: b"\x91" + raw,
    "dicts": lambda raw: b"\x81\xa1a" + raw,
    "tuples": in_a_tuple,
    "lists in tuples": lambda raw: in_a_tuple(b"\x91" + raw),
}


@pytest.mark.parametrize("nesting", NESTINGS)
@pytest.mark.parametrize("levels", [13, 500, 20_000])
def test_a_deeply_nested_message_is_an_error(nesting: str, levels: int) -> None:
    raw = b"\x01"
    for _ in range(levels):
        raw = NESTINGS[nesting](raw)
    with pytest.raises(WireError):
        decode(framed(raw))


@pytest.mark.parametrize("nesting", ["lists", "dicts", "tuples"])
def test_twelve_levels_are_not_too_deep(nesting: str) -> None:
    raw = b"\x01"
    for _ in range(12):
        raw = NESTINGS[nesting](raw)
    value = decode(framed(raw))
    assert decode(encoded(value)) == value
    with pytest.raises(WireLimitError, match="nested"):
        encode([value])


def test_one_piece_of_data_cannot_be_named_twice() -> None:
    twice = [msgpack.ExtType(1, msgpack.packb(["<f8", [1]]))] * 2
    with pytest.raises(WireError):
        decode(packed(twice, NUMBER))


@pytest.mark.parametrize("unit", [b"\x90", b"\x80", b"\xa0", b"\xd4\x04x", b"\xd4\x02\x01"])
def test_a_hostile_message_of_the_largest_size_does_not_fill_the_memory(unit: bytes) -> None:
    count = ((1 << 20) - 5) // len(unit)
    tracemalloc.start()
    with contextlib.suppress(WireError):
        decode(framed(struct.pack(">BI", 0xDD, count) + unit * count))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 200 << 20


@given(values=st.lists(PLAIN | NUMBERS, max_size=5))
def test_a_bundle_crosses_as_the_list_of_its_values(values: list[object]) -> None:
    bundle = Bundle()
    for value in values:
        bundle.add(value)
    crossed = decode(b"".join(bundle.message()), BUNDLE_LIMITS)
    assert isinstance(crossed, list)
    for one, other in zip(crossed, values, strict=True):
        assert encoded(one) == encoded(other)


def test_a_value_changes_no_more_when_it_is_in_a_bundle() -> None:
    large, bundle = np.zeros(10_000), Bundle()
    bundle.add(large)
    large += 1
    bundle.add(large)
    crossed = decode(b"".join(bundle.message()), BUNDLE_LIMITS)
    assert isinstance(crossed, list)
    assert [one.max() for one in crossed] == [0, 1]


def test_the_largest_value_has_room_in_a_bundle_that_is_nearly_full() -> None:
    bundle = Bundle()
    while not bundle.is_full:
        bundle.add([0.5] * 1000)
    bundle.add([np.zeros(LIMITS.array_bytes, np.uint8), "x" * (LIMITS.skeleton_bytes - 100)])
    crossed = decode(b"".join(bundle.message()), BUNDLE_LIMITS)
    assert isinstance(crossed, list)
    assert len(crossed[-1][1]) == LIMITS.skeleton_bytes - 100


def test_what_is_too_large_alone_is_not_added_to_a_bundle() -> None:
    bundle = Bundle()
    bundle.add((1, (2,)))
    with pytest.raises(WireLimitError):
        bundle.add((np.zeros(8), (3, np.zeros(65 << 17))))
    bundle.add((4, (5,)))
    assert decode(b"".join(bundle.message())) == [(1, (2,)), (4, (5,))]


@settings(max_examples=300)
@given(data=st.binary(max_size=60))
def test_no_bytes_do_more_than_raise_an_error(data: bytes) -> None:
    try:
        value = decode(data)
    except WireError:
        return
    assert decode(encoded(value)) == value or value != value or isinstance(value, np.ndarray)


@settings(max_examples=300)
@given(value=PLAIN | NUMBERS, position=st.integers(0, 10**6), byte=st.integers(0, 255))
def test_a_changed_byte_does_no_more_than_raise_an_error(
    value: object, position: int, byte: int
) -> None:
    data = bytearray(encoded(value))
    data[position % len(data)] = byte
    try:
        decode(bytes(data))
    except WireError:
        return


def test_random_bytes_are_hardly_ever_a_message() -> None:
    def is_message(data: bytes) -> bool:
        try:
            decode(data)
        except WireError:
            return False
        return True

    assert sum(is_message(os.urandom(40)) for _ in range(500)) < 5


def test_what_was_packed_is_free_when_its_message_is_gone() -> None:
    array = np.ones(1 << 16)
    kept = weakref.ref(array)
    gc.disable()  # it must not take a search for cycles
    try:
        message, bundle = encode({"value": array}), Bundle()
        bundle.add({"value": array})
        bundle.message()
        del message, bundle, array
        assert kept() is None
    finally:
        gc.enable()
