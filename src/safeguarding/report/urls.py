"""The contents page of the room report, and the front door."""

from django.urls import path

from safeguarding.report.dashboards import views as dashboards
from safeguarding.report.papers import views as papers
from safeguarding.report.publishing import views as publishing

app_name = "report"
urlpatterns = [
    path("", dashboards.home, name="dashboards_home"),
    path("search/", dashboards.search, name="dashboards_search"),
    path("directory/", dashboards.directory, name="dashboards_directory"),
    path("providers/", dashboards.providers, name="dashboards_providers"),
    path("providers/<uuid:public_id>/", dashboards.provider, name="dashboards_provider"),
    path("report/papers/", papers.index, name="papers_index"),
    path("report/papers/start/", papers.start, name="papers_start"),
    path("report/papers/<uuid:public_id>/", papers.show, name="papers_show"),
    path("report/papers/<uuid:public_id>/read/", papers.read, name="papers_read"),
    path("report/papers/<uuid:public_id>/figures/<str:key>/", papers.figure, name="papers_figure"),
    path("report/papers/<uuid:public_id>/sections/<slug:section>/", papers.write, name="papers_write"),
    path(
        "report/papers/<uuid:public_id>/sections/<slug:section>/versions/",
        papers.versions,
        name="papers_versions",
    ),
    path("report/papers/<uuid:public_id>/checks/", papers.check, name="papers_check"),
    path("report/papers/<uuid:public_id>/claims/", papers.claim, name="papers_claim"),
    path(
        "report/papers/<uuid:public_id>/claims/<uuid:claim_id>/drop/",
        papers.drop_claim,
        name="papers_drop-claim",
    ),
    path("report/papers/<uuid:public_id>/freeze/", papers.freeze, name="papers_freeze"),
    path("report/papers/<uuid:public_id>/sign/", papers.sign, name="papers_sign"),
    path("report/papers/<uuid:public_id>/withdraw/", papers.withdraw, name="papers_withdraw"),
    path("report/papers/<uuid:public_id>/publish/", publishing.publish, name="publishing_publish"),
    path("report/papers/<uuid:public_id>/take-back/", publishing.withdraw, name="publishing_withdraw"),
    path("published/", publishing.index, name="publishing_index"),
    path("published/<uuid:public_id>/", publishing.show, name="publishing_show"),
    path("accessibility/", publishing.accessibility, name="publishing_accessibility"),
    path("privacy/", publishing.privacy, name="publishing_privacy"),
    path("cookies/", publishing.cookies, name="publishing_cookies"),
    path("contact/", publishing.contact, name="publishing_contact"),
    path("version/", publishing.version, name="publishing_version"),
    path("report/papers/files/<uuid:public_id>/", papers.file, name="papers_file"),
]
