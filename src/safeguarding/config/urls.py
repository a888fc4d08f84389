"""The contents page of the product: one line for each room."""

from django.urls import include, path

from safeguarding.kit.pages import failures

urlpatterns = [
    path("", include("safeguarding.report.urls")),
    path("core/", include("safeguarding.core.urls")),
    path("collect/", include("safeguarding.collect.urls")),
    path("assure/", include("safeguarding.assure.urls")),
    path("act/", include("safeguarding.act.urls")),
    path("account/", include("safeguarding.config.urls_account")),
]

handler400 = failures.bad_request
handler403 = failures.forbidden
handler404 = failures.not_found
handler429 = failures.too_many  # the accounts library looks for it
handler500 = failures.failed
