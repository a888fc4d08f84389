"""The contents page of the room core."""

from django.urls import path

from safeguarding.core.access import views as access

app_name = "core"
urlpatterns = [
    path("access/choose/", access.choose, name="access_choose"),
    path("access/second-factor/", access.second_factor, name="access_second-factor"),
]
