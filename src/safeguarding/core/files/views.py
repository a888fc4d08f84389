"""The one way by which a stored file leaves: as an attachment, after its topic has agreed."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_http_methods

from safeguarding.core.access.routes import signed_in
from safeguarding.core.files import contents, operations, queries
from safeguarding.core.files.models import StoredFile


@require_http_methods(["GET", "HEAD"])
@signed_in  # the topic that the file belongs to decides who else may have it
def download(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Hand a file out, or say why it cannot be had now."""
    file = queries.get_file(request.actor, public_id)
    try:
        content = operations.hand_out(file=file, by=request.actor, at=timezone.now())
    except operations.NotToBeRead as refusal:
        return render(
            request, "core/files/pages/download.jinja", {"file": file, "refusal": refusal}, status=409
        )
    return attachment(file, content)


def attachment(file: StoredFile, content: bytes) -> HttpResponse:
    """Return an answer that a browser saves and never draws."""
    response = HttpResponse(content, content_type=contents.TYPES[file.type].media_type)
    response.headers["Content-Disposition"] = content_disposition_header(True, file.name)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox;"
        " require-trusted-types-for 'script'; trusted-types 'none'"
    )
    return response
