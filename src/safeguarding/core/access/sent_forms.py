"""Makes a twice-clicked form harmless: the key in the form is kept with the answer that the first sending got."""

from uuid import UUID

from django.http import HttpRequest

from safeguarding.core.access.models import SentForm

FIELD = "form_key"


def answered(request: HttpRequest) -> str | None:
    """
    Take a form's key, or return where its first sending led.

    The key stands in the same transaction as the change: a second sending waits for the first and then finds it. A form
    that was refused keeps its key free, because its transaction is left without one (`release`).
    """
    key = _key(request)
    if key is None:
        return None
    form, new = SentForm.objects.get_or_create(
        user=request.user, key=key, defaults={"path": request.path[:500]}
    )
    if not new:
        return form.answer or request.path
    request.sent_form = form
    return None


def close(request: HttpRequest, location: str | None) -> None:
    """Keep where the form led, or free its key when it was shown again with errors."""
    form = getattr(request, "sent_form", None)
    if form is None:
        return
    if location is None:
        form.delete()
        return
    form.answer = location[:500]
    form.save(update_fields=["answer"])


def _key(request: HttpRequest) -> UUID | None:
    if request.method != "POST":
        return None
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None
