"""Draw the integration's icon, a shield that holds a doorbell, into its brand folder: 256 and 512 pixels wide."""

from pathlib import Path

from PIL import Image, ImageDraw

BRAND = Path(__file__).parents[2] / "custom_components" / "ring_guard" / "brand"
SIDE = 2048
TOP, BOTTOM = (29, 122, 140), (16, 42, 82)
WHITE, DARK, GLOW = (250, 252, 253, 255), (16, 42, 82, 255), (38, 166, 190, 255)

type Point = tuple[float, float]


def curve(start: Point, one: Point, two: Point, end: Point, steps: int = 80) -> list[Point]:
    """Return points of a cubic Bézier curve."""
    points = []
    for step in range(steps + 1):
        t = step / steps
        weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
        corners = (start, one, two, end)
        points.append(
            (
                sum(w * c[0] for w, c in zip(weights, corners, strict=True)),
                sum(w * c[1] for w, c in zip(weights, corners, strict=True)),
            )
        )
    return points


def shield(inset: float) -> list[Point]:
    """Return the outline of the shield, drawn in by `inset`, in units of the picture's side."""
    left, right, top, bottom = 0.09 + inset, 0.91 - inset, 0.14 + inset, 0.985 - inset * 1.25
    half = [
        *curve((0.5, 0.015 + inset * 1.1), (0.58, 0.085 + inset), (0.74, top), (right, top)),
        *curve((right, top), (right, 0.30), (right, 0.44), (right - 0.01, 0.52)),
        *curve((right - 0.01, 0.52), (right - 0.04, 0.74), (0.70, bottom - 0.09), (0.5, bottom)),
    ]
    mirrored = [(left + right - x, y) for x, y in reversed(half)]
    return [(x * SIDE, y * SIDE) for x, y in half + mirrored]


def gradient() -> Image.Image:
    """Return the colours of the shield from top to bottom."""
    strip = Image.new("RGB", (1, SIDE))
    for y in range(SIDE):
        share = y / SIDE
        strip.putpixel((0, y), tuple(round(a + (b - a) * share) for a, b in zip(TOP, BOTTOM, strict=True)))
    return strip.resize((SIDE, SIDE))


def mask(points: list[Point]) -> Image.Image:
    """Return a mask that lets the inside of an outline through."""
    image = Image.new("L", (SIDE, SIDE), 0)
    ImageDraw.Draw(image).polygon(points, fill=255)
    return image


def disc(draw: ImageDraw.ImageDraw, y: float, radius: float, fill: tuple[int, int, int, int]) -> None:
    """Draw a circle on the vertical axis."""
    box = (0.5 - radius, y - radius, 0.5 + radius, y + radius)
    draw.ellipse([SIDE * value for value in box], fill=fill)


def icon() -> Image.Image:
    """Draw the icon in its full size."""
    image = Image.new("RGBA", (SIDE, SIDE), (0, 0, 0, 0))
    image.paste(gradient(), (0, 0), mask(shield(0)))
    image.paste(WHITE, (0, 0), mask(shield(0.035)))
    image.paste(gradient(), (0, 0), mask(shield(0.055)))
    draw = ImageDraw.Draw(image)
    draw.rounded_rectangle([SIDE * value for value in (0.345, 0.215, 0.655, 0.775)], radius=0.1 * SIDE, fill=WHITE)
    disc(draw, 0.345, 0.085, DARK)
    disc(draw, 0.345, 0.040, GLOW)
    disc(draw, 0.615, 0.112, GLOW)
    disc(draw, 0.615, 0.082, WHITE)
    disc(draw, 0.615, 0.056, DARK)
    return image


def main() -> None:
    """Write both sizes."""
    BRAND.mkdir(parents=True, exist_ok=True)
    for name, side in (("icon.png", 256), ("icon@2x.png", 512)):
        icon().resize((side, side), Image.Resampling.LANCZOS).save(BRAND / name, optimize=True)


if __name__ == "__main__":
    main()
