"""The contents page of the room core."""

from django.urls import path

from safeguarding.core.access import views as access
from safeguarding.core.audit import views as audit
from safeguarding.core.bodies import views as bodies
from safeguarding.core.breakglass import views as breakglass
from safeguarding.core.cover import views as cover
from safeguarding.core.files import views as files
from safeguarding.core.notices import views as notices
from safeguarding.core.organisations import views as organisations
from safeguarding.core.people import views as people
from safeguarding.core.restricted import views as restricted
from safeguarding.core.sharing import views as sharing
from safeguarding.core.signin import endpoints as entering
from safeguarding.core.signin import views as signin
from safeguarding.core.vocabulary import views as vocabulary

app_name = "core"
urlpatterns = [
    path("access/choose/", access.choose, name="access_choose"),
    path("access/people/", access.people, name="access_people"),
    path("access/people/invite/", access.invite, name="access_invite"),
    path("access/roles/<uuid:public_id>/end/", access.end, name="access_end"),
    path("access/people/<uuid:public_id>/", access.person, name="access_person"),
    path("access/people/<uuid:public_id>/reset/", access.reset, name="access_reset"),
    path("access/people/<uuid:public_id>/close/", access.close, name="access_close"),
    path("access/state/", access.state, name="access_state"),
    path("audit/", audit.records, name="audit_records"),
    path("audit/mine/", audit.mine, name="audit_mine"),
    path("audit/take/", audit.take, name="audit_take"),
    path("audit/readers/<uuid:record>/", audit.readers, name="audit_readers"),
    path("breakglass/", breakglass.open, name="breakglass_open"),
    path("breakglass/log/", breakglass.log, name="breakglass_log"),
    path("breakglass/<uuid:public_id>/", breakglass.show, name="breakglass_show"),
    path("breakglass/<uuid:public_id>/judge/", breakglass.judge, name="breakglass_judge"),
    path("cover/leavers/", cover.leavers, name="cover_leavers"),
    path("cover/leavers/<uuid:public_id>/", cover.handover, name="cover_handover"),
    path("cover/people/<uuid:public_id>/hand-over/", cover.leaver, name="cover_leaver"),
    path("cover/deputies/", cover.deputies, name="cover_deputies"),
    path("cover/people/<uuid:public_id>/deputy/", cover.name_deputy, name="cover_name_deputy"),
    path("cover/deputies/<uuid:public_id>/end/", cover.end_deputy, name="cover_end_deputy"),
    path("cover/received/", cover.received, name="cover_received"),
    path("sharing/", sharing.shares, name="sharing_shares"),
    path("sharing/give/", sharing.give, name="sharing_give"),
    path("sharing/<uuid:public_id>/end/", sharing.end, name="sharing_end"),
    path("restricted/purpose/", restricted.purpose, name="restricted_purpose"),
    path("restricted/", restricted.records, name="restricted_records"),
    path("restricted/due/", restricted.due, name="restricted_due"),
    path("restricted/<uuid:record>/dispose/", restricted.dispose, name="restricted_dispose"),
    path("restricted/<uuid:record>/", restricted.show, name="restricted_show"),
    path("restricted/<uuid:record>/change/", restricted.change, name="restricted_change"),
    path("restricted/decide/<uuid:public_id>/", restricted.decide, name="restricted_decide"),
    path("restricted/who/<str:kind>/<uuid:public_id>/", restricted.who, name="restricted_who"),
    path("files/<uuid:public_id>/", files.download, name="files_download"),
    path("notices/", notices.inbox, name="notices_inbox"),
    path("notices/choose/", notices.choose, name="notices_choose"),
    path("notices/<uuid:public_id>/", notices.follow, name="notices_follow"),
    path("signin/account/", signin.account, name="signin_account"),
    path("signin/kept/", signin.kept, name="signin_kept"),
    path("signin/name/", signin.name, name="signin_name"),
    path("signin/sessions/<int:pk>/end/", signin.end_session, name="signin_end_session"),
    path("signin/passkeys/<int:pk>/remove/", signin.remove_passkey, name="signin_remove_passkey"),
    path("signin/with/<slug:key>/", entering.go, name="signin_go"),
    path("signin/with/<slug:key>/link/", entering.link, name="signin_link"),
    path("signin/back/<slug:key>/", entering.back, name="signin_back"),
    path("signin/links/<int:pk>/remove/", signin.unlink, name="signin_unlink"),
    path("signin/second-factor/", signin.second_factor, name="signin_second-factor"),
    path("organisations/", organisations.register, name="organisations_register"),
    path("organisations/begin/", organisations.begin, name="organisations_begin"),
    path("organisations/<uuid:public_id>/", organisations.show, name="organisations_show"),
    path("contracts/<uuid:public_id>/line/", organisations.line, name="organisations_line"),
    path("contracts/<uuid:public_id>/end/", organisations.end, name="organisations_end"),
    path("organisations/<uuid:public_id>/rename/", organisations.rename, name="organisations_rename"),
    path("organisations/<uuid:public_id>/relate/", organisations.relate, name="organisations_relate"),
    path("organisations/<uuid:public_id>/succeed/", organisations.succeed, name="organisations_succeed"),
    path("organisations/<uuid:public_id>/contract/", organisations.contract, name="organisations_contract"),
    path("people/posts/", people.posts, name="people_posts"),
    path("people/posts/add/", people.add_post, name="people_add_post"),
    path("people/posts/<uuid:public_id>/", people.post, name="people_post"),
    path("people/posts/<uuid:public_id>/change/", people.change_post, name="people_change_post"),
    path("people/posts/<uuid:public_id>/hold/", people.hold, name="people_hold"),
    path("people/posts/<uuid:public_id>/vacancy/", people.vacancy, name="people_vacancy"),
    path("people/posts/<uuid:public_id>/line/", people.line, name="people_line"),
    path("people/holdings/<int:pk>/leave/", people.leave, name="people_leave"),
    path("people/lines/<int:pk>/remove/", people.remove_line, name="people_remove_line"),
    path("people/contacts/", people.contacts, name="people_contacts"),
    path("people/contacts/add/", people.contact, name="people_contact"),
    path("bodies/", bodies.bodies, name="bodies_bodies"),
    path("bodies/add/", bodies.add, name="bodies_add"),
    path("bodies/chart/", bodies.chart, name="bodies_chart"),
    path("bodies/<str:part>/<int:pk>/remove/", bodies.remove, name="bodies_remove"),
    path("bodies/<uuid:public_id>/", bodies.body, name="bodies_body"),
    path("bodies/<uuid:public_id>/change/", bodies.change, name="bodies_change"),
    path("bodies/<uuid:public_id>/seat/", bodies.seat, name="bodies_seat"),
    path("bodies/<uuid:public_id>/link/", bodies.link, name="bodies_link"),
    path("bodies/<uuid:public_id>/feed/", bodies.feed, name="bodies_feed"),
    path("vocabulary/sources/", vocabulary.sources, name="vocabulary_sources"),
    path("vocabulary/sources/add/", vocabulary.add_source, name="vocabulary_add_source"),
    path("vocabulary/sources/<uuid:public_id>/", vocabulary.source, name="vocabulary_source"),
    path(
        "vocabulary/sources/<uuid:public_id>/change/",
        vocabulary.change_source,
        name="vocabulary_change_source",
    ),
    path("vocabulary/sources/<uuid:public_id>/milestone/", vocabulary.milestone, name="vocabulary_milestone"),
    path("vocabulary/words/", vocabulary.words, name="vocabulary_words"),
    path("vocabulary/words/<slug:key>/locally/", vocabulary.say_locally, name="vocabulary_say_locally"),
]
