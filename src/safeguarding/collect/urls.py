"""The contents page of the room collect."""

from django.urls import path

from safeguarding.collect.alerts import views as alerts
from safeguarding.collect.assessments import views as assessments
from safeguarding.collect.frameworks import views as frameworks
from safeguarding.collect.imports import views as imports
from safeguarding.collect.returns import views as returns
from safeguarding.collect.reviews import views as reviews
from safeguarding.collect.sealed import views as sealed

app_name = "collect"
urlpatterns = [
    path("indicators/", returns.library, name="returns_library"),
    path("indicators/<str:urn>/", returns.definition, name="returns_definition"),
    path("figures/", returns.index, name="returns_index"),
    path("figures/enter/", returns.enter, name="returns_enter"),
    path(
        "figures/enter/<slug:family>/<uuid:about>/<str:starts>/<str:ends>/",
        returns.numbers,
        name="returns_numbers",
    ),
    path("figures/<uuid:public_id>/", returns.figure, name="returns_figure"),
    path("figures/<uuid:public_id>/correct/", returns.correct, name="returns_correct"),
    path("files/", imports.index, name="imports_index"),
    path("files/send/<slug:key>/", imports.send, name="imports_send"),
    path("files/template/<slug:key>/", imports.template, name="imports_template"),
    path("files/<uuid:public_id>/", imports.show, name="imports_show"),
    path("files/<uuid:public_id>/faults/", imports.faults, name="imports_faults"),
    path("frameworks/", frameworks.library, name="frameworks_library"),
    path("frameworks/<uuid:public_id>/", frameworks.show, name="frameworks_show"),
    path("rounds/", assessments.rounds, name="assessments_rounds"),
    path("rounds/issue/", assessments.issue, name="assessments_issue"),
    path("rounds/<uuid:public_id>/", assessments.board, name="assessments_board"),
    path("rounds/<uuid:public_id>/add/", assessments.add, name="assessments_add"),
    path("rounds/<uuid:public_id>/state/", assessments.state, name="assessments_state"),
    path("rounds/<uuid:public_id>/chase/", assessments.chase, name="assessments_chase"),
    path("assessments/", assessments.mine, name="assessments_mine"),
    path("assessments/<uuid:public_id>/", assessments.show, name="assessments_show"),
    path(
        "assessments/<uuid:public_id>/standards/<str:key>/", assessments.standard, name="assessments_standard"
    ),
    path(
        "assessments/<uuid:public_id>/questions/<str:key>/", assessments.evidence, name="assessments_evidence"
    ),
    path(
        "assessments/<uuid:public_id>/evidence/<uuid:evidence_id>/",
        assessments.versions,
        name="assessments_versions",
    ),
    path(
        "assessments/<uuid:public_id>/evidence/<uuid:evidence_id>/remove/",
        assessments.remove,
        name="assessments_remove",
    ),
    path("assessments/<uuid:public_id>/ask/", assessments.ask, name="assessments_ask"),
    path("assessments/<uuid:public_id>/submit/", assessments.submit, name="assessments_submit"),
    path("assessments/<uuid:public_id>/send-back/", assessments.send_back, name="assessments_send_back"),
    path(
        "assessments/<uuid:public_id>/receipts/<int:number>/", assessments.receipt, name="assessments_receipt"
    ),
    path("assessments/<uuid:public_id>/read/", assessments.read, name="assessments_read"),
    path("assessments/<uuid:public_id>/extend/", assessments.extend, name="assessments_extend"),
    path("assessments/<uuid:public_id>/withdraw/", assessments.withdraw, name="assessments_withdraw"),
    path("assessments/<uuid:public_id>/hand-back/", assessments.hand_back, name="assessments_hand_back"),
    path("reviews/", reviews.register, name="reviews_register"),
    path("reviews/add/", reviews.add, name="reviews_add"),
    path("reviews/counts/", reviews.counts, name="reviews_counts"),
    path("reviews/<uuid:public_id>/", reviews.show, name="reviews_show"),
    path("reviews/<uuid:public_id>/correct/", reviews.correct, name="reviews_correct"),
    path("reviews/<uuid:public_id>/stage/", reviews.stage, name="reviews_stage"),
    path("alerts/", alerts.register, name="alerts_register"),
    path("alerts/add/", alerts.add, name="alerts_add"),
    path("alerts/<uuid:public_id>/", alerts.show, name="alerts_show"),
    path("alerts/<uuid:public_id>/correct/", alerts.correct, name="alerts_correct"),
    path("alerts/<uuid:public_id>/end/", alerts.end, name="alerts_end"),
    path("sealed/", sealed.notes, name="sealed_notes"),
    path("sealed/write/", sealed.write, name="sealed_write"),
    path("sealed/<uuid:public_id>/", sealed.show, name="sealed_show"),
    path("sealed/<uuid:public_id>/correct/", sealed.correct, name="sealed_correct"),
    path("sealed/<uuid:public_id>/close/", sealed.close, name="sealed_close"),
]
