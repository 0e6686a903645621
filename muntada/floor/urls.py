from django.urls import path, re_path

from muntada.floor.views import desk, journal, live, team

app_name = "floor"
urlpatterns = [
    path("", desk.floors, name="floors"),
    path("journal/", journal.journals, name="journals"),
    path("journal/<slug:day>/", journal.journal, name="journal"),
    path("journal/<slug:day>/issue/", journal.issue, name="issue_journal"),
    path("journal/<slug:day>/<int:number>/", journal.journal, name="journal_version"),
    path("journal/<slug:day>/<int:number>.pdf", journal.journal_pdf, name="journal_pdf"),
    path("furnish/<int:session>/", desk.furnish, name="furnish"),
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
