"""The contents page of the room assure."""

from django.urls import path

from safeguarding.assure.conclusions import views as conclusions
from safeguarding.assure.indicators import views as indicators
from safeguarding.assure.oversight import views as oversight
from safeguarding.assure.themes import views as themes
from safeguarding.assure.validation import views as validation
from safeguarding.assure.visits import views as visits

app_name = "assure"
urlpatterns = [
    path("figures/", indicators.figures, name="indicators_figures"),
    path("figures/sums/", indicators.sums, name="indicators_sums"),
    path("figures/verdicts/", indicators.verdicts, name="indicators_verdicts"),
    path("figures/<uuid:figure_id>/judged/", indicators.judged, name="indicators_judged"),
    path("figures/<uuid:figure_id>/judge/", indicators.judge, name="indicators_judge"),
    path("figures/of/<str:urn>/", indicators.trend, name="indicators_trend"),
    path("validation/", validation.inbox, name="validation_inbox"),
    path("validation/questions/", validation.asked, name="validation_asked"),
    path("validation/<uuid:public_id>/", validation.overview, name="validation_overview"),
    path("validation/<uuid:public_id>/standards/<str:key>/", validation.standard, name="validation_standard"),
    path("validation/<uuid:public_id>/ask/<str:key>/", validation.ask, name="validation_ask"),
    path("validation/<uuid:public_id>/second/<str:key>/", validation.second, name="validation_second"),
    path("validation/<uuid:public_id>/release/", validation.release, name="validation_release"),
    path("validation/<uuid:public_id>/reopen/", validation.reopen, name="validation_reopen"),
    path("validation/<uuid:public_id>/themes/", themes.code, name="themes_code"),
    path("results/<uuid:public_id>/", validation.result, name="validation_result"),
    path("questions/", validation.questions, name="validation_questions"),
    path("questions/<uuid:public_id>/", validation.reply, name="validation_reply"),
    path("section-11/", validation.section_11, name="validation_section_11"),
    path("themes/", themes.catalogue, name="themes_catalogue"),
    path("findings/", themes.findings, name="themes_findings"),
    path("findings/add/", themes.add, name="themes_add"),
    path("findings/<uuid:public_id>/", themes.finding, name="themes_finding"),
    path("visits/", visits.register, name="visits_register"),
    path("visits/add/", visits.add, name="visits_add"),
    path("visits/<uuid:public_id>/", visits.show, name="visits_show"),
    path("visits/<uuid:public_id>/correct/", visits.correct, name="visits_correct"),
    path("visits/<uuid:public_id>/find/", visits.find, name="visits_find"),
    path("conclusions/", conclusions.register, name="conclusions_register"),
    path("conclusions/add/", conclusions.add, name="conclusions_add"),
    path("conclusions/<uuid:public_id>/", conclusions.show, name="conclusions_show"),
    path("conclusions/<uuid:public_id>/change/", conclusions.change, name="conclusions_change"),
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
