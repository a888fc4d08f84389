"""The contents page of the room core."""

from django.urls import path

from safeguarding.core.access import views as access
from safeguarding.core.files import views as files
from safeguarding.core.notices import views as notices

app_name = "core"
urlpatterns = [
    path("access/choose/", access.choose, name="access_choose"),
    path("files/<uuid:public_id>/", files.download, name="files_download"),
    path("notices/", notices.inbox, name="notices_inbox"),
    path("notices/choose/", notices.choose, name="notices_choose"),
    path("notices/<uuid:public_id>/", notices.follow, name="notices_follow"),
    path("access/second-factor/", access.second_factor, name="access_second-factor"),
]
