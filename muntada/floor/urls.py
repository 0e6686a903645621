from django.urls import path, re_path

from muntada.floor.views import desk, journal, live, own, team

app_name = "floor"
urlpatterns = [
    path("", desk.floors, name="floors"),
    path("journal/", journal.journals, name="journals"),
    path("journal/<slug:day>/", journal.journal, name="journal"),
    path("journal/<slug:day>/issue/", journal.issue, name="issue_journal"),
    path("journal/<slug:day>/<int:number>/", journal.journal, name="journal_version"),
    path("journal/<slug:day>/<int:number>.pdf", journal.journal_pdf, name="journal_pdf"),
    path("furnish/<int:session>/", desk.furnish, name="furnish"),
    path("own/", own.own, name="own"),
    path("own/<int:pk>/<int:delegation>/inscribe/", own.own_inscribe, name="own_inscribe"),
    path("own/speech/<int:pk>/change/", own.own_change, name="own_change"),
    path("own/speech/<int:pk>/withdraw/", own.own_withdraw, name="own_withdraw"),
    path("own/speech/<int:pk>/ask/", own.own_ask, name="own_ask"),
    path("own/speech/<int:pk>/text/", own.own_text, name="own_text"),
    re_path(
        r"^own/swap/(?P<pk>\d+)/(?P<verb>consent|decline|take_back)/$",
        own.own_answer, name="own_answer",
    ),
    path("<int:pk>/outcome/", desk.put_outcome, name="put_outcome"),
    path("outcome/<int:pk>/remove/", desk.remove_outcome, name="remove_outcome"),
    path("speech/<int:pk>/speaker/", desk.change_speaker, name="change_speaker"),
    path("journal/<slug:day>/<int:number>/publish/", journal.publish, name="publish_journal"),
    path("<int:pk>/", desk.floor, name="floor"),
    path("<int:pk>/set/", desk.set_floor, name="set_floor"),
    path("<int:pk>/list/", desk.open_list, name="open_list"),
    path("<int:pk>/inscribe/", desk.inscribe, name="inscribe"),
    path("<int:pk>/swap/", desk.swap, name="swap"),
    path("<int:pk>/group/", desk.group_time, name="group_time"),
    re_path(r"^(?P<pk>\d+)/sit/(?P<verb>open|suspend|resume|close)/$", desk.sit, name="sit"),
    re_path(
        r"^speech/(?P<pk>\d+)/(?P<verb>begin|pause|go_on|end|miss|withdraw)/$",
        desk.turn, name="turn",
    ),
    path("speech/<int:pk>/text/", desk.text, name="text"),
    path("speech/<int:pk>/read/", live.read_text, name="read_text"),
    path("<int:pk>/team/", team.team, name="team"),
    path("interpreter/<int:pk>/take/", team.take, name="take_interpreter"),
    path("<int:pk>/speaker/", live.speaker, name="speaker"),
    path("<int:pk>/booths/", live.booths, name="booths"),
    path("<int:pk>/projector/", live.projector, name="projector"),
]  # fmt: skip
