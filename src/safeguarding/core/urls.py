"""The contents page of the room core."""

from django.urls import path

from safeguarding.core.access import views as access
from safeguarding.core.files import views as files

app_name = "core"
urlpatterns = [
    path("access/choose/", access.choose, name="access_choose"),
    path("files/<uuid:public_id>/", files.download, name="files_download"),
    path("access/second-factor/", access.second_factor, name="access_second-factor"),
]
