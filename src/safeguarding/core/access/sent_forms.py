"""
Makes a form that is sent twice harmless.

Clicked twice, it carries one key: the key is kept with the answer that the first sending got. Gone back to in the browser
and sent once more, it carries a fresh key but says the same: whoever sent it is asked whether they mean it a second time.
"""

import json
from datetime import datetime, timedelta
from uuid import UUID

from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from safeguarding.core.access.models import SentForm

FIELD = "form_key"
LATELY = timedelta(minutes=15)
NOT_TYPED = {"csrfmiddlewaretoken", FIELD}


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
    form.answer, form.digest = location[:500], _digest(request)
    form.save(update_fields=["answer", "digest"])


def sent_lately(request: HttpRequest, now: datetime) -> SentForm | None:
    """
    Return the same words as this person took them to the same address a little while ago, under another key.

    A page that is gone back to is drawn afresh, with a fresh key. The rule knows no list of forms: it holds wherever
    somebody wrote words, because nobody writes the same sentence twice within minutes and means two things by it.
    """
    key, digest = _key(request), _digest(request)
    if key is None or not digest:
        return None
    same = SentForm.objects.filter(user=request.user, digest=digest, sent_at__gt=now - LATELY)
    return same.exclude(key=key).exclude(answer="").order_by("-sent_at").first()


def _digest(request: HttpRequest) -> str:
    """
    Return what tells this form from every other, or nothing if it holds no words: two yeses are two yeses.

    Files are no words either: whatever takes a file knows its contents again by itself.
    """
    typed = [(name, values) for name, values in request.POST.lists() if name not in NOT_TYPED]
    if request.FILES or not any(" " in value.strip() for _, values in typed for value in values):
        return ""
    said = json.dumps([request.get_full_path(), sorted(typed)])
    return salted_hmac("a form that was sent", said, algorithm="sha256").hexdigest()


def _key(request: HttpRequest) -> UUID | None:
    if request.method != "POST":
        return None
    try:
        return UUID(request.POST.get(FIELD, ""))
    except ValueError:
        return None
