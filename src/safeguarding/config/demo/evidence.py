"""Writes the small documents that the demonstration's providers send as evidence."""

from datetime import datetime
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from safeguarding.kit.documents import docx
from safeguarding.kit.documents.blocks import Document, Paragraph, Part

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def document(told: dict[str, Any], at: datetime) -> SimpleUploadedFile:
    """
    Return a Word document as a browser would send it.

    :param told: its "name", "title", whose it is ("of") and its "text", one paragraph each.
    """
    paragraphs = tuple(Paragraph(text) for text in told["text"])
    written = Document(
        title=told["title"],
        subtitle="Made up for the demonstration",
        organisation=told["of"],
        period_label=f"{at:%B %Y}",
        status="Evidence",
        version="1",
        parts=(Part("1", told["title"], "text", paragraphs),),
    )
    return SimpleUploadedFile(told["name"], docx.render(written, at), WORD)
