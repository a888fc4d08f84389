"""The contents page of the room act."""

from django.urls import path

from safeguarding.act.actions import views as actions
from safeguarding.act.disclosures import views as disclosures
from safeguarding.act.risks import views as risks
from safeguarding.act.strategy import views as strategy
from safeguarding.act.supervision import views as supervision

app_name = "act"
urlpatterns = [
    path("actions/", actions.register, name="actions_register"),
    path("actions/open/", actions.open, name="actions_open"),
    path("actions/<uuid:public_id>/", actions.show, name="actions_show"),
    path("actions/<uuid:public_id>/move/", actions.move, name="actions_move"),
    path("actions/<uuid:public_id>/change/", actions.change, name="actions_change"),
    path("actions/<uuid:public_id>/post/", actions.give, name="actions_give"),
    path("actions/<uuid:public_id>/note/", actions.note, name="actions_note"),
    path("actions/<uuid:public_id>/files/<uuid:file_id>/", actions.versions, name="actions_versions"),
    path("actions/<uuid:public_id>/files/<uuid:file_id>/remove/", actions.remove, name="actions_remove"),
    path("finalise/<uuid:public_id>/", actions.finalise, name="actions_finalise"),
    path("supervision/", supervision.register, name="supervision_register"),
    path("supervision/add/", supervision.add, name="supervision_add"),
    path("supervision/offers/", supervision.offers, name="supervision_offers"),
    path("supervision/<uuid:public_id>/", supervision.show, name="supervision_show"),
    path("supervision/<uuid:public_id>/correct/", supervision.correct, name="supervision_correct"),
    path("supervision/<uuid:public_id>/say/", supervision.say, name="supervision_say"),
    path("risks/", risks.register, name="risks_register"),
    path("risks/add/", risks.add, name="risks_add"),
    path("risks/<uuid:public_id>/", risks.show, name="risks_show"),
    path("risks/<uuid:public_id>/change/", risks.change, name="risks_change"),
    path("risks/<uuid:public_id>/close/", risks.close, name="risks_close"),
    path("disclosures/", disclosures.log, name="disclosures_log"),
    path("disclosures/add/", disclosures.add, name="disclosures_add"),
    path("disclosures/<uuid:public_id>/", disclosures.show, name="disclosures_show"),
    path("disclosures/<uuid:public_id>/decide/", disclosures.decide, name="disclosures_decide"),
    path("disclosures/<uuid:public_id>/correct/", disclosures.correct, name="disclosures_correct"),
    path("disclosures/<uuid:public_id>/end/", disclosures.end, name="disclosures_end"),
    path("plans/", strategy.plans, name="strategy_plans"),
    path("plans/add/", strategy.add_plan, name="strategy_add_plan"),
    path("plans/<uuid:public_id>/", strategy.plan, name="strategy_plan"),
    path("plans/<uuid:public_id>/change/", strategy.change_plan, name="strategy_change_plan"),
    path("plans/<uuid:public_id>/carry-forward/", strategy.carry_forward, name="strategy_carry_forward"),
    path("plans/<uuid:public_id>/aims/add/", strategy.add_aim, name="strategy_add_aim"),
    path("aims/", strategy.aims, name="strategy_aims"),
    path("aims/<uuid:public_id>/", strategy.aim, name="strategy_aim"),
    path("aims/<uuid:public_id>/change/", strategy.change_aim, name="strategy_change_aim"),
    path("aims/<uuid:public_id>/status/", strategy.status, name="strategy_status"),
    path("aims/<uuid:public_id>/achievement/", strategy.achievement, name="strategy_achievement"),
    path("achievements/<int:pk>/remove/", strategy.remove_achievement, name="strategy_remove_achievement"),
    path("activities/", strategy.activities, name="strategy_activities"),
    path("activities/add/", strategy.log_activity, name="strategy_log_activity"),
    path("projects/", strategy.projects, name="strategy_projects"),
    path("projects/open/", strategy.open_project, name="strategy_open_project"),
    path("areas/add/", strategy.add_area, name="strategy_add_area"),
]
