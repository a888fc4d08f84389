"""The contents page of the room report, and the front door."""

from django.urls import path

from safeguarding.report.dashboards import views as dashboards

app_name = "report"
urlpatterns = [
    path("", dashboards.home, name="dashboards_home"),
]
