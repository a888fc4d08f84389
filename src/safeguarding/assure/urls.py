"""The contents page of the room assure."""

from django.urls import path

from safeguarding.assure.oversight import views as oversight
from safeguarding.assure.visits import views as visits

app_name = "assure"
urlpatterns = [
    path("visits/", visits.register, name="visits_register"),
    path("visits/add/", visits.add, name="visits_add"),
    path("visits/<uuid:public_id>/", visits.show, name="visits_show"),
    path("visits/<uuid:public_id>/correct/", visits.correct, name="visits_correct"),
    path("visits/<uuid:public_id>/find/", visits.find, name="visits_find"),
    path("oversight/", oversight.register, name="oversight_register"),
    path("oversight/enter/", oversight.enter, name="oversight_enter"),
    path("oversight/happen/", oversight.happen, name="oversight_happen"),
    path("oversight/assurance/", oversight.assurance, name="oversight_assurance"),
    path("oversight/counts/", oversight.counts, name="oversight_counts"),
    path("oversight/provider/<uuid:public_id>/", oversight.provider, name="oversight_provider"),
    path("oversight/<uuid:public_id>/", oversight.show, name="oversight_show"),
    path("oversight/<uuid:public_id>/leave/", oversight.leave, name="oversight_leave"),
    path("oversight/<uuid:public_id>/correct/", oversight.correct, name="oversight_correct"),
]
