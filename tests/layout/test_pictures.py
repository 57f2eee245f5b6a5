"""Pictures are printed upright, no larger than they are, with as many pixels as paper shows, and with nothing
in them but the picture."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from lessonpress.layout.pictures import (
    SIDE_GAP,
    Size,
    printable,
    printed_size,
    size_beside_text,
    sizes_side_by_side,
)

MEASURE, DEPTH = 480.0, 700.0
RED, BLUE = (255, 0, 0), (0, 0, 255)


def saved(picture: Image.Image, format_: str = "PNG", **options: object) -> bytes:
    file = BytesIO()
    picture.save(file, format_, **options)
    return file.getvalue()


def opened(data: bytes) -> Image.Image:
    picture = Image.open(BytesIO(data))
    picture.load()
    return picture


def halves(width: int = 40, height: int = 20) -> Image.Image:
    """Red on the left, blue on the right."""
    picture = Image.new("RGB", (width, height), RED)
    picture.paste(BLUE, (width // 2, 0, width, height))
    return picture


def printed(data: bytes, share: float | None = None) -> Image.Image:
    return opened(printable(data, printed_size(data, MEASURE, DEPTH, share)))


# --- size ----------------------------------------------------------------------------------------


def test_an_icon_keeps_its_natural_size() -> None:
    assert printed_size(saved(Image.new("L", (48, 48))), MEASURE, DEPTH) == Size(36, 36)


def test_a_wide_one_is_as_wide_as_the_measure() -> None:
    assert printed_size(saved(Image.new("L", (4000, 1000))), MEASURE, DEPTH) == Size(480, 120)


def test_its_author_may_ask_for_more() -> None:
    icon = saved(Image.new("L", (48, 24)))
    assert printed_size(icon, MEASURE, DEPTH, 0.5) == Size(240, 120)


@pytest.mark.parametrize("share", [None, 1.0])
def test_a_tall_one_leaves_room_for_its_caption(share: float | None) -> None:
    size = printed_size(saved(Image.new("L", (1000, 4000))), MEASURE, DEPTH, share)
    assert size.height == pytest.approx(DEPTH * 0.8)
    assert size.width == pytest.approx(DEPTH * 0.2)


# --- upright -------------------------------------------------------------------------------------

UPRIGHT = halves()
# What a camera saves that was held so that EXIF's orientation says how to turn it back.
TURNS = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", TURNS)
@pytest.mark.parametrize("format_", ["JPEG", "PNG"])
def test_a_photo_stands_upright_however_the_camera_was_held(orientation: int, format_: str) -> None:
    turn = TURNS[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    data = saved(UPRIGHT if turn is None else UPRIGHT.transpose(turn), format_, exif=exif)
    assert printed_size(data, MEASURE, DEPTH) == Size(30, 15)
    picture = printed(data).convert("RGB")
    assert picture.size == (40, 20)
    left, right = picture.getpixel((3, 10)), picture.getpixel((36, 10))
    assert isinstance(left, tuple)
    assert isinstance(right, tuple)
    assert left[0] > 200 > 60 > left[2]
    assert right[2] > 200 > 60 > right[0]


# --- pixels --------------------------------------------------------------------------------------


@pytest.mark.parametrize("format_", ["JPEG", "PNG"])
def test_no_more_pixels_than_paper_shows(format_: str) -> None:
    photo = Image.effect_noise((6000, 4000), 50).convert("RGB")
    data = saved(photo, format_)
    picture = printed(data)
    assert picture.size == (2000, 1334)  # 480 pt at 300 pixels an inch
    assert len(printable(data, printed_size(data, MEASURE, DEPTH))) < len(data) / 4


def test_a_plain_one_that_fits_is_taken_as_it_is() -> None:
    data = saved(halves(), "JPEG", quality=70)
    assert printable(data, Size(30, 15)) == data


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_stays_so(mode: str) -> None:
    picture = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    picture.paste((10, 10, 10, 255), (0, 0, 10, 20))
    data = saved(picture if mode == "RGBA" else picture.convert(mode))
    alpha = printed(data).convert("RGBA").getchannel("A")
    assert (alpha.getpixel((2, 2)), alpha.getpixel((17, 2))) == (255, 0)


@pytest.mark.parametrize("key", [(255, 0, 0), b"\x00\xff"])
def test_one_colour_may_be_transparent(key: object) -> None:
    if isinstance(key, bytes):
        picture = Image.new("P", (20, 20), 1)
        picture.putpalette([255, 0, 0, 0, 0, 255])
        picture.paste(0, (0, 0, 10, 20))
    else:
        picture = halves(20, 20)
    alpha = printed(saved(picture, transparency=key)).convert("RGBA").getchannel("A")
    assert (alpha.getpixel((2, 2)), alpha.getpixel((17, 2))) == (0, 255)


def test_sixteen_bits_of_grey_are_scaled_not_cut() -> None:
    picture = Image.new("I;16", (20, 20), 0x8080)
    assert printed(saved(picture)).convert("L").getpixel((5, 5)) == 0x80


def test_an_alpha_channel_that_hides_nothing_goes() -> None:
    assert printed(saved(halves().convert("RGBA"))).mode == "RGB"


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "LA", "RGBA"])
def test_colours_are_grey_or_srgb(mode: str) -> None:
    format_ = "JPEG" if mode == "CMYK" else "PNG"
    picture = printed(saved(Image.new("RGB", (20, 20), (200, 200, 200)).convert(mode), format_))
    assert picture.mode in ("L", "LA", "RGB", "RGBA")
    # One bit has no grey: Pillow scatters black and white.
    if mode != "1":
        assert picture.convert("L").getpixel((5, 5)) == pytest.approx(200, abs=6)


def test_a_broken_profile_is_no_obstacle() -> None:
    assert printed(saved(halves(), icc_profile=b"no profile")).size == (40, 20)


# --- what a picture tells ------------------------------------------------------------------------


def test_nothing_that_a_camera_noted_goes_on() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Secret Camera"
    exif.get_ifd(0x8825)[1] = "N"
    texts = PngInfo()
    texts.add_text("Author", "A Secret Pupil")
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for data in (
        saved(halves(), "JPEG", exif=exif, comment="Secret comment", icc_profile=profile),
        saved(halves(), "PNG", exif=exif, pnginfo=texts, icc_profile=profile),
    ):
        bare = printable(data, Size(30, 15))
        picture = opened(bare)
        assert b"Secret" not in bare
        assert dict(picture.getexif()) == {}
        assert not {"exif", "comment", "icc_profile", "Author"} & set(picture.info)


def test_the_same_picture_gives_the_same_bytes() -> None:
    data = saved(Image.effect_noise((3000, 900), 50), "JPEG")
    size = printed_size(data, MEASURE, DEPTH)
    first = printable(data, size)
    printable.cache_clear()
    assert printable(data, size) == first


# --- beside each other, and beside text ------------------------------------------------------------


def test_pictures_side_by_side_are_equally_high_and_fill_the_measure() -> None:
    wide, high = saved(halves(800, 400)), saved(halves(400, 800))
    left, right = sizes_side_by_side([wide, high], MEASURE, DEPTH, [None, None])
    assert left.height == pytest.approx(right.height)
    assert left.width + SIDE_GAP + right.width == pytest.approx(MEASURE)
    small, _ = sizes_side_by_side([saved(halves(40, 20))] * 2, MEASURE, DEPTH, [None, None])
    assert small.width == pytest.approx(30)  # no larger than it is


def test_pictures_side_by_side_have_the_shares_that_they_ask_for_as_far_as_there_is_room() -> None:
    data = saved(halves(800, 400))
    sizes = sizes_side_by_side([data, data], MEASURE, DEPTH, [0.2, 0.4])
    assert [size.width for size in sizes] == pytest.approx([0.2 * MEASURE, 0.4 * MEASURE])
    sizes = sizes_side_by_side([data, data], MEASURE, DEPTH, [0.9, 0.9])
    assert sum(size.width for size in sizes) + SIDE_GAP == pytest.approx(MEASURE)


def test_a_picture_beside_text_leaves_room_for_it_or_stands_alone() -> None:
    data = saved(halves(2000, 1000))
    size = size_beside_text(data, MEASURE, DEPTH, None, 11)
    assert size is not None
    assert size.width == pytest.approx(0.4 * MEASURE)
    assert size_beside_text(data, MEASURE, DEPTH, 0.9, 11) is None
    assert size_beside_text(data, 150, DEPTH, None, 11) is None
