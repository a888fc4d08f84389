"""The four addresses of the minimal application."""

import os
from random import randint

from django.core.cache import cache
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from bench.minimal.models import Answer, Audit, Observation

ORGANISATIONS = int(os.environ.get("MINIMAL_ORGANISATIONS", "278"))
ANSWERS = int(os.environ.get("MINIMAL_ANSWERS", "100000"))
POINT_READS = 17  # with the session, the person and the list of 100 rows: a page of 20 queries


def hello(request: HttpRequest) -> HttpResponse:
    """Do nothing."""
    return HttpResponse("ok")


def cached(request: HttpRequest) -> HttpResponse:
    """Send a page of 20 kB from the cache."""
    body = cache.get("page")
    if body is None:
        body = "<p>" + "x" * 20000
        cache.set("page", body, 600)
    return HttpResponse(body)


def page(request: HttpRequest) -> HttpResponse:
    """Know the person, read 17 rows one by one and a list of 100, and draw them as a table."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    total = sum(_point_read() for _ in range(POINT_READS))
    rows = Observation.objects.filter(indicator__in=[1, 2], organisation=randint(1, ORGANISATIONS))
    rows = list(rows.order_by("indicator", "period")[:100])
    return render(request, "page.html", {"title": f"Provider {total}", "rows": rows})


def _point_read() -> int:
    found = Observation.objects.filter(
        indicator=randint(1, 60), organisation=randint(1, ORGANISATIONS), period=randint(252, 311)
    )
    return sum(row.numerator for row in found)


@csrf_exempt
def save(request: HttpRequest) -> HttpResponse:
    """Know the person, lock an answer, change it, write an audit row and commit."""
    if not request.user.is_authenticated:
        return HttpResponse(status=403)
    with transaction.atomic():
        answer = Answer.objects.select_for_update().get(pk=randint(1, ANSWERS))
        old = answer.rating
        answer.rating = "Amber" if old == "Green" else "Green"
        answer.version += 1
        answer.save()
        Audit.objects.create(answer_id=answer.pk, old=old, new=answer.rating)
    return HttpResponse("ok")


urlpatterns = [path("hello", hello), path("cached", cached), path("page", page), path("save", save)]
