"""Packets: what is packed comes out again, aligned, with every bad value named."""

import json
import struct

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from core.wire.packet import ALIGNMENT, DTYPES, Array, pack, quantise, unpack

shapes = hnp.array_shapes(min_dims=1, max_dims=4, min_side=0, max_side=5)
values = st.sampled_from(list(DTYPES.values())).flatmap(lambda dtype: hnp.arrays(dtype, shapes))
names = st.text(min_size=1, max_size=8)


def header_of(packet):
    (size,) = struct.unpack_from("<I", packet)
    return json.loads(packet[4 : 4 + size]), 4 + size


def test_one_packet_by_hand():
    arrays = {"a": Array(np.array([1, 2], "u2"), "step"), "b": Array(np.array([0.5]), "key")}
    packet = pack({"run": "é", "arrays": arrays})
    header, start = header_of(packet)
    assert start % ALIGNMENT == 0
    assert header == {
        "run": "é",
        "arrays": {
            "a": {"dtype": "u2", "shape": [2], "offset": 0, "each": "step"},
            "b": {"dtype": "f8", "shape": [1], "offset": 8, "each": "key"},
        },
    }
    assert packet[start:] == bytes([1, 0, 2, 0, 0, 0, 0, 0]) + struct.pack("<d", 0.5)


@given(st.dictionaries(names, values, max_size=5), st.sampled_from(["step", "key"]))
def test_round_trip(arrays, each):
    packet = pack({"pieces": [{"arrays": {name: Array(array, each) for name, array in arrays.items()}}]})
    described, _ = header_of(packet)
    assert len(packet) % ALIGNMENT == 0
    assert all(d["offset"] % ALIGNMENT == 0 for d in described["pieces"][0]["arrays"].values())
    (piece,) = unpack(packet)["pieces"]
    assert piece["arrays"].keys() == arrays.keys()
    for name, array in arrays.items():
        got = piece["arrays"][name]
        assert (got.each, got.scale, got.values.dtype) == (each, None, array.dtype)
        np.testing.assert_array_equal(got.values, array)


@given(hnp.arrays(float, hnp.array_shapes(min_dims=2, max_dims=3), elements=st.floats(-2, 3)))
def test_quantised_values_are_within_half_a_level(fields):
    (array,) = unpack(pack({"a": [quantise(fields, -2.0, 3.0)]}))["a"]
    lo, hi = array.scale
    back = lo + (hi - lo) * array.values / 65535
    assert np.abs(back - fields).max() <= (hi - lo) / 131070 + 1e-12


def test_quantise_clips_and_takes_nan_as_the_middle():
    array = quantise(np.array([-9.0, 0.0, 1.0, 9.0, np.nan, np.inf]), 0.0, 1.0)
    assert array.values.tolist() == [0, 0, 65535, 65535, 32768, 65535]


def test_slices_and_foreign_byte_order_travel_in_c_order():
    big = np.arange(12, dtype=">f8").reshape(3, 4)
    got = unpack(pack({"a": Array(big[:, ::2], "step")}))["a"].values
    assert got.tolist() == big[:, ::2].tolist()


def test_numpy_numbers_and_lists_outside_arrays():
    header = unpack(pack({"end": np.int64(3), "loss": np.float64(0.5), "x": np.array([1, 2])}))
    assert header == {"end": 3, "loss": 0.5, "x": [1, 2]}


@pytest.mark.parametrize("dtype", ["f2", "i8", "u4", "c16", "U3", "?"])
def test_unknown_dtype_is_named(dtype):
    with pytest.raises(ValueError, match=f"{np.dtype(dtype)}.*allowed: f8, f4, i4, u2"):
        Array(np.zeros(2, dtype), "step")


def test_other_bad_arrays():
    with pytest.raises(ValueError, match="'frame'"):
        Array(np.zeros(2), "frame")
    with pytest.raises(ValueError, match="scale belongs to u2"):
        Array(np.zeros(2), "key", (0.0, 1.0))
    with pytest.raises(ValueError, match=r"scale \(1.0, 1.0\)"):
        quantise(np.zeros(2), 1.0, 1.0)


def test_what_json_cannot_say():
    with pytest.raises(ValueError):
        pack({"loss": float("nan")})
    with pytest.raises(TypeError, match="set cannot be packed"):
        pack({"x": {1, 2}})


@pytest.mark.parametrize("keep", [0, 3, 20, -1])
def test_packet_cut_short(keep):
    packet = pack({"a": Array(np.zeros(4), "step")})
    with pytest.raises(ValueError, match="packet"):
        unpack(packet[:keep])
