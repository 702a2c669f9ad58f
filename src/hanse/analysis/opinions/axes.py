"""The leading axes of a centred vote matrix, in time proportional to the number of votes.

A missing vote, put at its statement's mean and then centred, is exactly 0: the principal axes of
the filled matrix are the right singular vectors of a sparse matrix with one entry per vote. They
are found by Lanczos iteration with full reorthogonalisation (Golub & Van Loan, *Matrix
Computations*, section 10.3). Every long sum runs in one thread in the order of the canonical
table and no threaded linear algebra is called on long arrays, so the same table gives the same
bits on any number of threads.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np
import scipy  # its parts are loaded on first use, which keeps the import fast
from numpy.typing import NDArray

if TYPE_CHECKING:
    from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Indices = NDArray[np.intp]
Product = Callable[[Floats], Floats]

CHOICES = 3
MOST_STEPS = 64
FIRST_CHECK, CHECK_EVERY = 8, 2
TOLERANCE = 1e-6
BREAKDOWN = 1e-10
TIED = 1e-6
GOLDEN = 0.6180339887498949


def ballots(statement: NDArray[np.int32], vote: NDArray[np.int8]) -> Indices:
    """(V,) one number for statement and vote together: three per statement, disagree first.

    >>> ballots(np.array([0, 1], np.int32), np.array([-1, 1], np.int8)).tolist()
    [0, 5]
    """
    ballot = statement.astype(np.intp)
    ballot *= CHOICES
    ballot += vote
    ballot += 1
    return ballot


def mean_votes(ballot: Indices, statements: int) -> Floats:
    """(C,) mean vote of each statement, passes counting 0; 0 without votes.

    >>> mean_votes(ballots(np.array([0, 0, 0], np.int32), np.array([1, 1, 0], np.int8)), 2)
    array([0.66666667, 0.        ])
    """
    tally = np.bincount(ballot, minlength=CHOICES * statements).reshape(-1, CHOICES)
    return np.asarray((tally[:, 2] - tally[:, 0]) / np.maximum(tally.sum(axis=1), 1))


def centre(
    start: NDArray[np.int64], statement: NDArray[np.int32], ballot: Indices, mean: Floats
) -> "csr_array":
    """Votes less their statement's mean, sparse: a missing vote is an absent entry.

    Parameters
    ----------
    start, statement
        (P + 1,), (V,) as in `VoteTable`, moderated statements already left out.
    ballot, mean
        (V,) and (C,), from `ballots` and `mean_votes`.

    Returns
    -------
    "csr_array"
        (P, C).
    """
    entries = np.take((np.arange(-1, CHOICES - 1) - mean[:, None]).ravel(), ballot)
    shape = (len(start) - 1, len(mean))
    return scipy.sparse.csr_array((entries, statement, start.astype(statement.dtype)), shape=shape)


def leading_axes(matrix: "csr_array", wanted: int = 2) -> tuple[Floats, Floats]:
    """Leading right singular vectors and their squared singular values.

    Parameters
    ----------
    matrix
        (P, C) sparse matrix.
    wanted
        Number of axes, W.

    Returns
    -------
    axes
        (C, W) orthonormal columns; the largest loading of each is positive. A column is 0 where
        the matrix has fewer independent directions.
    strength
        (W,) squared singular values, largest first.

    Examples
    --------
    >>> axes, strength = leading_axes(scipy.sparse.csr_array([[3.0, 0.0], [0.0, -2.0]]))
    >>> axes.round(9).tolist(), strength.round(9).tolist()
    ([[1.0, 0.0], [0.0, 1.0]], [9.0, 4.0])
    """
    transposed = matrix.T
    return axes_of(lambda x: transposed @ (matrix @ x), matrix.shape[1], wanted)


def axes_of(product: Product, size: int, wanted: int = 2) -> tuple[Floats, Floats]:
    """Leading eigenvectors and eigenvalues of a symmetric matrix given by its products.

    Parameters
    ----------
    product
        Maps a (C,) vector to the matrix times that vector.
    size
        C.
    wanted
        Number of axes, W.

    Returns
    -------
    axes, strength
        (C, W) and (W,), as from `leading_axes`.
    """
    axes, strength = np.zeros((size, wanted)), np.zeros(wanted)
    values, vectors, basis = _lanczos(product, size, wanted)
    found = min(wanted, len(values))
    for axis in range(found):
        loading = np.einsum("k,kj->j", vectors[:, axis], basis)
        loading /= np.sqrt(np.einsum("j,j->", loading, loading))
        axes[:, axis] = loading * _upright(loading)
        strength[axis] = values[axis]
    return axes, strength


def _upright(loading: Floats) -> float:
    """Sign of the largest loading; of equally large ones the first decides."""
    size = np.abs(loading)
    return float(np.sign(loading[np.argmax(size >= size.max() * (1 - TIED))]))


def _lanczos(product: Product, statements: int, wanted: int) -> tuple[Floats, Floats, Floats]:
    """Ritz values (largest first), their coordinates in the Krylov basis, and the basis."""
    steps = min(MOST_STEPS, statements)
    basis = np.zeros((steps + 1, statements))
    tridiagonal = np.zeros((steps + 1, steps + 1))
    values, vectors = np.zeros(0), np.zeros((0, 0))
    basis[0] = _start(statements)
    for step in range(steps):
        image = product(basis[step])
        length = _orthogonalise(image, basis[: step + 1], tridiagonal[step])
        size = step + 1
        exhausted = length <= BREAKDOWN * max(tridiagonal.diagonal().max(), 1e-300)
        due = size >= FIRST_CHECK and size % CHECK_EVERY == 0
        if exhausted or size == steps or due:
            values, vectors = _ritz(tridiagonal[:size, :size])
            residual = length * np.abs(vectors[-1, :wanted])
            if exhausted or (size > wanted and residual.max() <= TOLERANCE * values[0]):
                break
        tridiagonal[step, size] = tridiagonal[size, step] = length
        basis[size] = image / length
    solid = values > BREAKDOWN * max(values.max(initial=0.0), 1e-300)
    return values[solid], vectors[:, solid], basis[: len(vectors)]


def _start(statements: int) -> Floats:
    """Deterministic unit vector without symmetry that an axis could be orthogonal to."""
    spread = np.arange(1, statements + 1) * GOLDEN % 1.0 - 0.5 + 1.0 / 64
    return np.asarray(spread / np.sqrt(np.einsum("j,j->", spread, spread)))


def _orthogonalise(image: Floats, basis: Floats, row: Floats) -> float:
    """Take the basis out of `image` in place (twice is enough), note the diagonal term."""
    step = len(basis) - 1
    for _ in range(2):
        overlap = np.einsum("kj,j->k", basis, image)
        row[step] += overlap[step]
        image -= np.einsum("k,kj->j", overlap, basis)
    return float(np.sqrt(np.einsum("j,j->", image, image)))


def _ritz(tridiagonal: Floats) -> tuple[Floats, Floats]:
    values, vectors = np.linalg.eigh(tridiagonal)
    return values[::-1], vectors[:, ::-1]
