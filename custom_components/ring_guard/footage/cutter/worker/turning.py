"""How a picture is turned between the file and the eye: quarter turns and mirrors, as a file's display matrix says.

Masks and heights are meant as shown; pixels lie as stored.
"""

type Matrix = tuple[int, ...]
type Point = tuple[float, float]

QUARTER = 1 << 16
WHOLE = 1 << 30
LEVEL = (QUARTER, 0, 0, 0, QUARTER, 0, 0, 0, WHOLE)


def plain_matrix(stated: bytes | None) -> Matrix:
    """Return a file's display matrix if it turns or mirrors the picture by quarters, else one that leaves it."""
    if stated is None or len(stated) != 36:
        return LEVEL
    numbers = memoryview(stated).cast("i")
    a, b, c, d = (numbers[place] for place in (0, 1, 3, 4))
    quarters = sorted(map(abs, (a, b, c, d))) == [0, 0, QUARTER, QUARTER]
    return (a, b, 0, c, d, 0, 0, 0, WHOLE) if quarters and bool(a) == bool(d) else LEVEL


def upright(matrix: Matrix) -> bool:
    """Tell whether the picture's height as stored is its height as shown."""
    return matrix[0] != 0


def stored(point: Point, matrix: Matrix) -> Point:
    """Return where in the stored picture lies what is shown at a point; both in shares of width and height."""
    x, y = point
    if upright(matrix):
        return (x if matrix[0] > 0 else 1 - x, y if matrix[4] > 0 else 1 - y)
    return (y if matrix[1] > 0 else 1 - y, x if matrix[3] > 0 else 1 - x)
