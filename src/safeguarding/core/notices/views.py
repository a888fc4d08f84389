"""The inbox of notices, and the way from a notice to where the thing waits."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from safeguarding.core.access.routes import signed_in
from safeguarding.core.notices import forms, kinds, operations, queries
from safeguarding.kit.pages.saving import answer, posted

SHOWN = 100


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def inbox(request: HttpRequest) -> HttpResponse:
    """List what waits; sending the form puts it all away as read."""
    actor = request.actor
    if request.method == "POST":
        operations.mark_read(notices=queries.unread(actor), by=actor, at=timezone.now())
        messages.success(request, "All notices are marked as read")
        return redirect("core:notices_inbox")
    shown = [
        (notice, kinds.words().get(notice.kind, "Something waits for you"))
        for notice in queries.notices(actor)[:SHOWN]
    ]
    context = {"notices": shown, "unread": sum(not notice.is_read for notice, _ in shown)}
    return render(request, "core/notices/pages/inbox.jinja", context)


@require_http_methods(["GET"])
@signed_in
def follow(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Mark a notice as read and go to the page where the thing waits."""
    notice = queries.get_notice(request.actor, public_id)
    if not notice.is_read:
        operations.mark_read(notices=[notice], by=request.actor, at=timezone.now())
    return redirect(notice.url)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def choose(request: HttpRequest) -> HttpResponse:
    """Let a person choose how they hear by e-mail."""
    chosen = queries.choices([request.actor.user])[request.actor.user.pk]
    return answer(
        request,
        forms.ByEmail(posted(request), initial={"email": chosen}),
        lambda given: operations.choose_email(email=given["email"], by=request.actor, at=timezone.now()),
        template="core/notices/pages/choose.jinja",
        context={},
        done="Your choice is saved",
        to=lambda _: reverse("core:notices_inbox"),
    )
