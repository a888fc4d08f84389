"""The contents page of the room act."""

from django.urls import path

from safeguarding.act.supervision import views as supervision

app_name = "act"
urlpatterns = [
    path("supervision/", supervision.register, name="supervision_register"),
    path("supervision/add/", supervision.add, name="supervision_add"),
    path("supervision/offers/", supervision.offers, name="supervision_offers"),
    path("supervision/<uuid:public_id>/", supervision.show, name="supervision_show"),
    path("supervision/<uuid:public_id>/correct/", supervision.correct, name="supervision_correct"),
    path("supervision/<uuid:public_id>/say/", supervision.say, name="supervision_say"),
]
