"""Draws the pictures of the unit on the Moon anew: `python docs/draw_moon.py`.

They are drawn, not photographed, so that they stay clear on a photocopier: outlines, and a few flat greys.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFont

from lessonpress.layout.fonts import family_files

PICTURES = Path(__file__).parents[1] / "lessons" / "events" / "pictures"
# Each is drawn this many times as large, and made smaller at the end, so that its edges are smooth.
FINE = 3
GREYS = 12
INK, DARK, SHADE, SEA, SKY, LIT, WHITE = 40, 70, 120, 175, 200, 235, 255

Spot = tuple[float, float, float]  # its middle from that of a disc, and its radius, in radii


class Sheet:
    """A white sheet of so many pixels, drawn on in those."""

    def __init__(self, width: int, height: int) -> None:
        self.size = (width, height)
        self.image = Image.new("L", (width * FINE, height * FINE), WHITE)
        self.pen = ImageDraw.Draw(self.image)

    def disc(self, x: float, y: float, radius: float, fill: int | None, line: float = 4) -> None:
        box = [(x - radius) * FINE, (y - radius) * FINE, (x + radius) * FINE, (y + radius) * FINE]
        self.pen.ellipse(box, fill=fill, outline=INK, width=round(line * FINE))

    def line(
        self, points: Sequence[tuple[float, float]], width: float = 4, fill: int = INK
    ) -> None:
        scaled = [(x * FINE, y * FINE) for x, y in points]
        self.pen.line(scaled, fill=fill, width=round(width * FINE), joint="curve")

    def shape(self, points: Sequence[tuple[float, float]], fill: int, width: float = 4) -> None:
        self.pen.polygon([(x * FINE, y * FINE) for x, y in points], fill=fill)
        if width:
            self.line([*points, points[0], points[1]], width)

    def dashed(self, points: Sequence[tuple[float, float]], width: float, dash: int) -> None:
        for start in range(0, len(points) - dash, 2 * dash):
            self.line(points[start : start + dash + 1], width)

    def arrow(self, start: tuple[float, float], end: tuple[float, float], width: float = 5) -> None:
        angle = math.atan2(end[1] - start[1], end[0] - start[0])
        back = 5 * width
        wings = [
            (end[0] - back * math.cos(angle + turn), end[1] - back * math.sin(angle + turn))
            for turn in (0.42, -0.42)
        ]
        neck = (end[0] - 0.7 * back * math.cos(angle), end[1] - 0.7 * back * math.sin(angle))
        self.line([start, neck], width)
        self.shape([end, *wings], INK, 0)

    def word(self, x: float, y: float, text: str, size: float) -> None:
        font = ImageFont.truetype(str(family_files("PT Sans").regular), round(size * FINE))
        self.pen.text((x * FINE, y * FINE), text, fill=INK, font=font, anchor="mm")

    def on_disc(self, x: float, y: float, radius: float, draw: Callable[[Sheet], None]) -> None:
        """What `draw` draws, as far as it lies on a disc."""
        layer = Sheet(*self.size)
        layer.image.paste(self.image)
        draw(layer)
        mask = Sheet(*self.size)
        mask.pen.rectangle([0, 0, *mask.image.size], fill=0)
        mask.disc(x, y, radius, WHITE, 0)
        self.image.paste(layer.image, mask=mask.image)
        self.disc(x, y, radius, None, 6)

    def save(self, name: str) -> None:
        small = self.image.resize(self.size, Image.Resampling.LANCZOS)
        small.quantize(GREYS).save(PICTURES / f"{name}.png", optimize=True, dpi=(300, 300))


def crater(sheet: Sheet, x: float, y: float, radius: float, sun: int = 1) -> None:
    """A bowl: its wall is dark on the side of the Sun, and bright across from it."""
    sheet.disc(x, y, radius, LIT, max(2, radius * 0.09))
    bowl = Sheet(*sheet.size)
    bowl.pen.rectangle([0, 0, *bowl.image.size], fill=0)
    bowl.disc(x, y, radius * 0.86, WHITE, 0)
    cut = Sheet(*sheet.size)
    cut.pen.rectangle([0, 0, *cut.image.size], fill=0)
    cut.disc(x - sun * radius * 0.5, y, radius * 0.86, WHITE, 0)
    moon = ImageChops.subtract(bowl.image, cut.image)
    sheet.image.paste(SHADE, mask=moon)


def blot(x: float, y: float, radius: float, seed: int) -> list[tuple[float, float]]:
    """A patch with an uneven edge."""
    chance = Random(seed)
    waves = [
        (chance.randint(2, 5), chance.uniform(0, 6.28), chance.uniform(0.04, 0.1)) for _ in "abc"
    ]
    points = []
    for step in range(120):
        angle = step / 120 * math.tau
        far = radius * (1 + sum(size * math.sin(many * angle + turn) for many, turn, size in waves))
        points.append((x + far * math.cos(angle), y + far * math.sin(angle)))
    return points


def lit(sheet: Sheet, x: float, y: float, radius: float, phase: float) -> None:
    """What of a disc the Sun shines on, from the new Moon (0) over the full Moon (½) on (1)."""
    if not phase:
        return
    # How far the edge of the shadow stands from the middle, and which half is wholly lit.
    across = math.cos(phase * math.tau) * radius
    side = 1 if phase <= 0.5 else -1
    turns = [step / 60 * math.pi - math.pi / 2 for step in range(61)]
    rim = [(x + side * radius * math.cos(one), y + radius * math.sin(one)) for one in turns]
    back = [(x + side * across * math.cos(one), y + radius * math.sin(one)) for one in turns]
    sheet.shape([*rim, *reversed(back)], WHITE, 0)


def galileo() -> None:
    """The half Moon through a telescope: a jagged edge, mountain tops in the dark, craters."""
    sheet = Sheet(1000, 1000)
    x = y = 500.0
    radius = 470.0
    sheet.disc(x, y, radius, DARK)

    def surface(layer: Sheet) -> None:
        chance = Random(4)
        edge = [
            (x + 18 * math.sin(step / 3) + chance.uniform(-16, 16), y - radius + step * 20.0)
            for step in range(48)
        ]
        layer.shape([*edge, (1000.0, 1000.0), (1000.0, 0.0)], LIT, 0)
        layer.line(edge, 4)
        for place in ((690, 330, 130, 1), (800, 560, 100, 2), (730, 740, 70, 3)):
            layer.shape(blot(*place), SEA, 0)
        for bowl in (
            (560, 560, 62),
            (600, 720, 44),
            (570, 250, 38),
            (640, 470, 26),
            (690, 640, 24),
            (585, 860, 34),
            (850, 380, 26),
            (800, 760, 28),
            (640, 130, 28),
            (720, 190, 18),
            (900, 480, 18),
            (575, 420, 18),
            (680, 850, 20),
        ):
            crater(layer, *bowl)
        for spot in (
            (452, 300, 9),
            (430, 470, 7),
            (455, 640, 10),
            (415, 610, 6),
            (440, 790, 8),
            (462, 180, 6),
            (425, 380, 5),
        ):
            layer.disc(*spot, WHITE, 0)

    sheet.on_disc(x, y, radius, surface)
    sheet.save("galileo-moon")


def phases() -> None:
    """The eight phases as they are seen north of the equator, from one new Moon on."""
    sheet = Sheet(1760, 300)
    radius = 88.0
    for index in range(8):
        x, y = 110.0 + index * 220, 115.0
        sheet.disc(x, y, radius, DARK)
        lit(sheet, x, y, radius, index / 8)
        sheet.disc(x, y, radius, None)
        sheet.word(x, 255, str(index + 1), 52)
    sheet.save("moon-phases")


def luna() -> None:
    """The way of Luna 3: from the Earth around the Moon. The Sun shines on the far side."""
    sheet = Sheet(1600, 540)
    sheet.disc(190, 270, 130, LIT)
    for place in ((150, 230, 62, 5), (235, 320, 44, 6), (225, 190, 30, 8)):
        sheet.shape(blot(*place), SEA, 0)
    sheet.disc(190, 270, 130, None)
    sheet.disc(1010, 270, 78, DARK)
    lit(sheet, 1010, 270, 78, 0.25)
    sheet.disc(1010, 270, 78, None)
    way = []
    for step in range(241):
        turn = step / 240 * math.tau
        # Out below the Moon, round behind it, and back above: a long loop that is wider at its far end.
        along = (1 - math.cos(turn)) / 2
        way.append((330 + 900 * along, 270 + math.sin(turn) * (70 + 175 * along)))
    sheet.dashed(way, 5, 4)
    sheet.arrow(way[50], way[55])
    sheet.arrow(way[185], way[190])
    craft(sheet, *way[120])
    for y in (130, 270, 410):
        sheet.arrow((1585, y), (1440, y), 6)
    sheet.word(190, 445, "Earth", 46)
    sheet.word(1010, 390, "Moon", 46)
    sheet.word(1345, 270, "Luna 3", 46)
    sheet.word(1500, 490, "Sunlight", 46)
    sheet.save("luna-3")


def craft(sheet: Sheet, x: float, y: float) -> None:
    """Luna 3: a drum with a wider rim, and rods for the radio."""
    for far in (-1, 1):
        sheet.line([(x, y + far * 20), (x - 14, y + far * 52)], 4)
        sheet.line([(x, y + far * 20), (x + 14, y + far * 52)], 4)
    sheet.shape([(x - 34, y - 20), (x + 34, y - 20), (x + 34, y + 20), (x - 34, y + 20)], WHITE)
    sheet.shape([(x - 9, y - 27), (x + 9, y - 27), (x + 9, y + 27), (x - 9, y + 27)], SEA)


def sides() -> None:
    """The two sides of the Moon: wide dark plains on the one, craters upon craters on the other."""
    sheet = Sheet(1600, 800)
    radius = 350.0

    def near(layer: Sheet) -> None:
        for place in (
            (330, 270, 125, 11),
            (260, 440, 135, 12),
            (480, 270, 85, 13),
            (520, 390, 95, 14),
            (600, 480, 65, 15),
            (650, 300, 48, 16),
            (330, 560, 60, 17),
        ):
            layer.shape(blot(*place), SEA, 0)
        for spot in (
            (430, 640, 34),
            (500, 560, 24),
            (370, 660, 20),
            (560, 600, 26),
            (430, 150, 20),
            (620, 200, 18),
            (500, 690, 18),
            (200, 580, 18),
            (300, 620, 16),
            (560, 170, 14),
            (440, 490, 15),
            (250, 330, 14),
            (640, 590, 16),
        ):
            crater(layer, *spot)

    def far(layer: Sheet) -> None:
        layer.shape(blot(1110, 250, 44, 21), SEA, 0)
        layer.shape(blot(1290, 600, 40, 22), SEA, 0)
        chance, placed = Random(9), [(1110.0, 250.0, 50.0), (1290.0, 600.0, 46.0)]
        for size in (
            58,
            50,
            46,
            42,
            40,
            36,
            34,
            32,
            30,
            28,
            26,
            26,
            24,
            24,
            22,
            22,
            20,
            20,
            18,
            18,
            16,
            16,
            16,
            14,
            14,
            14,
            13,
            13,
            12,
            12,
            12,
            12,
        ):
            for _ in range(400):
                turn, out = chance.uniform(0, math.tau), radius * 0.93 * math.sqrt(chance.random())
                x, y = 1200 + out * math.cos(turn), 400 + out * math.sin(turn)
                if all(math.dist((x, y), one[:2]) > size + one[2] + 8 for one in placed):
                    placed.append((x, y, float(size)))
                    crater(layer, x, y, size)
                    break

    for x, surface in ((400.0, near), (1200.0, far)):
        sheet.disc(x, 400, radius, LIT)
        sheet.on_disc(x, 400, radius, surface)
    sheet.save("moon-sides")


def eagle() -> None:
    """The lander *Eagle* on the Moon, with a ladder on its leg, a dish, a door and a flag; the Earth in the sky."""
    sheet = Sheet(1400, 980)
    sheet.pen.rectangle([0, 0, 1400 * FINE, 800 * FINE], fill=SKY)
    ground = [
        (0.0, 760.0),
        *[(x, 770 + 14 * math.sin(x / 130) + 8 * math.sin(x / 47)) for x in range(20, 1400, 20)],
        (1400.0, 770.0),
    ]
    sheet.shape([*ground, (1400.0, 980.0), (0.0, 980.0)], LIT, 0)
    sheet.line(ground, 5)
    chance = Random(5)
    for _ in range(42):
        x, y = chance.uniform(20, 1380), chance.uniform(20, 560)
        sheet.disc(x, y, chance.choice((2, 3, 4)), WHITE, 0)
    sheet.disc(1190, 190, 92, SHADE, 5)
    lit(sheet, 1190, 190, 92, 0.36)
    for place in ((1230, 150, 26, 5), (1215, 225, 32, 6)):
        sheet.shape(blot(*place), SEA, 0)
    sheet.disc(1190, 190, 92, None, 5)
    for spot in ((180, 880, 70, 20), (1120, 900, 90, 24), (1290, 830, 44, 12), (60, 820, 40, 10)):
        x, y, wide, high = (FINE * one for one in spot)
        sheet.pen.ellipse(
            [x - wide, y - high, x + wide, y + high], fill=SEA, outline=INK, width=3 * FINE
        )
    x = 640.0
    for far in (-1, 1):  # legs
        sheet.line([(x + far * 150, 600), (x + far * 330, 850)], 22)
        sheet.line([(x + far * 150, 600), (x + far * 330, 850)], 12, LIT)
        sheet.line([(x + far * 170, 700), (x + far * 292, 800)], 10)
        foot = [
            (x + far * 330 + dx, 850 + dy) for dx, dy in ((-52, 6), (52, 6), (34, 26), (-34, 26))
        ]
        sheet.shape(foot, WHITE, 5)
    sheet.line([(x, 640), (x, 880)], 22)
    sheet.line([(x, 640), (x, 880)], 12, LIT)
    sheet.shape([(x - 58, 880), (x + 58, 880), (x + 38, 902), (x - 38, 902)], WHITE, 5)
    for rung in range(6):
        sheet.line([(x - 34, 670 + rung * 34), (x + 34, 670 + rung * 34)], 7)
    for far in (-1, 1):
        sheet.line([(x + far * 34, 640), (x + far * 34, 850)], 7)
    sheet.shape(
        [(x - 220, 540), (x + 220, 540), (x + 180, 690), (x - 180, 690)], SEA, 6
    )  # lower part
    sheet.shape([(x - 46, 600), (x + 46, 600), (x + 46, 650), (x - 46, 650)], WHITE, 5)
    top = [
        (-150, 540),
        (-185, 440),
        (-120, 300),
        (-50, 262),
        (50, 262),
        (120, 300),
        (185, 440),
        (150, 540),
    ]
    sheet.shape([(x + dx, y) for dx, y in top], LIT, 6)  # upper part
    sheet.shape([(x - 46, 440), (x + 46, 440), (x + 46, 532), (x - 46, 532)], SHADE, 5)  # door
    for far in (-1, 1):  # windows
        sheet.shape([(x + far * 46, 340), (x + far * 112, 340), (x + far * 62, 410)], INK, 4)
    sheet.line([(x + 70, 275), (x + 120, 190)], 9, LIT)  # dish
    sheet.shape([(x + 62, 190), (x + 176, 150), (x + 172, 196), (x + 128, 226)], WHITE, 5)
    sheet.line([(1120, 870), (1120, 470)], 9, WHITE)  # flag
    sheet.line([(1120, 870), (1120, 770)], 9)
    flag = [(1124, 470), (1300, 470), (1300, 580), (1124, 580)]
    sheet.shape(flag, WHITE, 4)
    for stripe in range(1, 6):
        sheet.line([(1126, 470 + stripe * 18.4), (1298, 470 + stripe * 18.4)], 5, SHADE)
    sheet.shape([(1124, 470), (1198, 470), (1198, 528), (1124, 528)], SHADE, 3)
    sheet.save("eagle")


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    for draw in (galileo, phases, luna, sides, eagle):
        draw()


if __name__ == "__main__":
    main()
