"""The contents page of the product: one line for each room."""

from allauth.account import views as account_views
from django.urls import include, path

from safeguarding.kit.pages import failures

urlpatterns = [
    path("", include("safeguarding.report.urls")),
    path("core/", include("safeguarding.core.urls")),
    path("collect/", include("safeguarding.collect.urls")),
    path("assure/", include("safeguarding.assure.urls")),
    path("act/", include("safeguarding.act.urls")),
    path("sign-in/", account_views.login, name="account_login"),
    path("account/sign-out/", account_views.logout, name="account_logout"),
]

handler400 = failures.bad_request
handler403 = failures.forbidden
handler404 = failures.not_found
handler500 = failures.failed
