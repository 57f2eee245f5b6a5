"""Two archives: everything for the staff room; for pupils what has no answers, and nothing else."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest

from lessonpress.press.delivery.archives import Packing
from lessonpress.press.delivery.report import LessonReport, Made
from lessonpress.press.inputs import digest
from lessonpress.problems import ProblemError
from lessonpress.registry.files import File
from lessonpress.registry.kinds import UNIT_KINDS


def made(output: Path, lesson: str, document: str, format_: str) -> Made:
    path = output / lesson / f"{lesson}-{document}.{format_}"
    path.parent.mkdir(parents=True, exist_ok=True)
    data = f"{lesson} {document} {format_} ".encode() * 50
    path.write_bytes(data)
    return Made(File(document, format_), path, 1, len(data), 0.0, digest(data))


def packed(output: Path) -> Packing:
    packing = Packing("walls", ["b", "a", "walls"], output)
    for lesson in ("a", "b"):
        handout = made(output, lesson, "handout", "pdf")
        others = [
            made(output, lesson, document, "docx") for document in ("worksheet", "answer-key")
        ]
        packing.add(LessonReport(lesson, "e", (handout,), (), (), 0.1, standing=tuple(others)))
    packets = tuple(made(output, "walls", kind, "pdf") for kind in UNIT_KINDS)
    packing.add(LessonReport("walls", "", packets, (), (), 0.1))
    return packing


def names(path: Path) -> list[str]:
    with ZipFile(path) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def test_the_staff_gets_everything_in_the_order_in_which_it_is_taught(tmp_path: Path) -> None:
    staff, pupils = packed(tmp_path).write({})
    assert names(staff.path) == [
        "walls/walls-student-packet.pdf",
        "walls/walls-teacher-packet.pdf",
        "walls/1 b/b-handout.pdf",
        "walls/1 b/b-worksheet.docx",
        "walls/1 b/b-answer-key.docx",
        "walls/2 a/a-handout.pdf",
        "walls/2 a/a-worksheet.docx",
        "walls/2 a/a-answer-key.docx",
    ]
    assert (staff.reader, staff.files, staff.size) == ("staff", 8, staff.path.stat().st_size)
    assert (pupils.reader, pupils.files) == ("pupils", 5)


def test_pupils_get_what_is_meant_for_them_and_nothing_else(tmp_path: Path) -> None:
    _, pupils = packed(tmp_path).write({})
    assert not [name for name in names(pupils.path) if "answer-key" in name or "teacher" in name]
    assert len(names(pupils.path)) == 5


def test_the_same_files_are_the_same_archive(tmp_path: Path) -> None:
    first = [one.path.read_bytes() for one in packed(tmp_path / "one").write({})]
    again = [one.path.read_bytes() for one in packed(tmp_path / "two").write({})]
    assert first == again


def test_what_is_packed_already_is_stored(tmp_path: Path) -> None:
    staff, _ = packed(tmp_path).write({})
    with ZipFile(staff.path) as archive:
        for entry in archive.infolist():
            stored = entry.filename.endswith(".docx")
            assert entry.compress_type == (ZIP_STORED if stored else ZIP_DEFLATED)
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)


def test_a_file_that_changed_meanwhile_is_not_packed(tmp_path: Path) -> None:
    packing = packed(tmp_path)
    (tmp_path / "a" / "a-handout.pdf").write_bytes(b"another")
    with pytest.raises(ProblemError, match="changed while it was packed"):
        packing.write({})
    assert not list(tmp_path.glob("*.zip"))
    assert not list(tmp_path.glob(".*"))


def test_without_anything_for_pupils_there_is_no_archive_for_them(tmp_path: Path) -> None:
    packing = Packing("a", ["a"], tmp_path)
    packing.add(LessonReport("a", "e", (made(tmp_path, "a", "answer-key", "pdf"),), (), (), 0.1))
    assert [one.reader for one in packing.write({})] == ["staff"]
