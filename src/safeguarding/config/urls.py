"""The contents page of the product: one line for each room."""

from django.urls import include, path

from safeguarding.config import errors

urlpatterns = [
    path("", include("safeguarding.report.urls")),
    path("core/", include("safeguarding.core.urls")),
    path("collect/", include("safeguarding.collect.urls")),
    path("assure/", include("safeguarding.assure.urls")),
    path("act/", include("safeguarding.act.urls")),
]

handler400 = errors.bad_request
handler403 = errors.forbidden
handler404 = errors.not_found
handler500 = errors.broken
