"""The contents page of the room core."""

from django.urls import path

from safeguarding.core.access import views as access
from safeguarding.core.files import views as files
from safeguarding.core.organisations import views as organisations

app_name = "core"
urlpatterns = [
    path("access/choose/", access.choose, name="access_choose"),
    path("files/<uuid:public_id>/", files.download, name="files_download"),
    path("access/second-factor/", access.second_factor, name="access_second-factor"),
    path("organisations/", organisations.register, name="organisations_register"),
    path("organisations/begin/", organisations.begin, name="organisations_begin"),
    path("organisations/<uuid:public_id>/", organisations.show, name="organisations_show"),
    path("organisations/<uuid:public_id>/rename/", organisations.rename, name="organisations_rename"),
    path("organisations/<uuid:public_id>/relate/", organisations.relate, name="organisations_relate"),
    path("organisations/<uuid:public_id>/succeed/", organisations.succeed, name="organisations_succeed"),
    path("organisations/<uuid:public_id>/contract/", organisations.contract, name="organisations_contract"),
]
