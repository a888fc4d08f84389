"""Files of a paper: attachments, true to their hash, on record, and without a trace of who or what made them."""

import hashlib
import io
import re
import zipfile

import page as page_validation
import pytest
from django.conf import settings
from django.urls import reverse

from safeguarding.core.audit.models import AuditRecord
from safeguarding.report.papers import files as paper_files
from safeguarding.report.papers import operations, queries
from tests.report.papers.people import READERS


def file_of(world, paper, kind):
    dana = world.actor("dana")
    return queries.files(dana, queries.standing(dana, paper)).get(kind=kind)


def address(file):
    return reverse("report:papers_file", args=[file.public_id])


@pytest.mark.parametrize("kind", ["html", "docx", "pdf"])
def test_is_an_attachment_that_matches_its_hash_and_is_on_record(world, sign_in, frozen, kind):
    file = file_of(world, frozen, kind)

    response = sign_in(world.bo).get(address(file))

    assert hashlib.sha256(response.content).hexdigest() == file.sha256
    assert response["Content-Disposition"].startswith("attachment; filename=")
    assert "no-store" in response["Cache-Control"]
    world.actor("bo")
    assert AuditRecord.objects.filter(what="paper.downloaded", by=world.bo.email).count() == 1


def test_is_kept_under_a_name_that_tells_nothing(world, frozen):
    names = [path.name for path in (settings.FILES / "papers").iterdir()]

    assert len(names) == 3
    assert all(re.fullmatch("[0-9a-f]{48}", name) for name in names)


def test_a_file_that_was_changed_on_disk_is_never_served(world, frozen, now):
    file = file_of(world, frozen, "pdf")
    (settings.FILES / "papers" / file.stored_as).write_bytes(b"something else")

    with pytest.raises(paper_files.Changed):
        operations.download(file=file, by=world.actor("dana"), at=now)


@pytest.mark.parametrize(("person", "status"), READERS.items())
def test_only_the_boards_own_people_take_it(world, sign_in, frozen, person, status):
    assert sign_in(getattr(world, person)).get(address(file_of(world, frozen, "docx"))).status_code == status


def test_the_pdf_is_tagged_for_screen_readers(world, frozen, tmp_path):
    file = file_of(world, frozen, "pdf")
    path = tmp_path / "paper.pdf"
    path.write_bytes(paper_files.fetch(file.stored_as, file.sha256))

    report = page_validation.validate_pdf(str(path), profile=page_validation.ValidationProfile.PDF_UA_1)

    assert report.is_compliant, report


PARTS = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(?:app|core)\.xml|word/(?:document|styles|settings|numbering|fontTable"
    r"|webSettings|footer\d+|header\d+|theme/theme1)\.xml|word/_rels/document\.xml\.rels|word/media/\w+\.png"
)


def test_the_word_file_holds_only_the_paper(world, frozen):
    file = file_of(world, frozen, "docx")
    content = zipfile.ZipFile(io.BytesIO(paper_files.fetch(file.stored_as, file.sha256)))
    everything = b" ".join(content.read(name) for name in content.namelist()).decode("latin-1")

    assert [name for name in content.namelist() if not PARTS.fullmatch(name)] == []
    properties = content.read("docProps/core.xml").decode()
    for name in ("Dana", "Hana", "python-docx", "dana@", str(settings.FILES)):
        assert name not in everything, name
    assert "<dc:creator></dc:creator>" in properties or "NHS Wyvern" in properties
