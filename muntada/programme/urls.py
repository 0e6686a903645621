from django.urls import path, re_path

from muntada.programme.views import publish, sessions, tracks

app_name = "programme"
urlpatterns = [
    path("", sessions.grid, name="grid"),
    path("list/", sessions.sessions, name="list"),
    path("plan/", sessions.plan, name="plan"),
    path("tracks/", tracks.tracks, name="tracks"),
    path("tracks/new/", tracks.track, name="add_track"),
    path("tracks/<int:pk>/", tracks.track, name="track"),
    path("tracks/<int:pk>/remove/", tracks.remove_track, name="remove_track"),
    path("publish/", publish.publish, name="publish"),
    path("versions/<int:number>/", publish.version, name="version"),
    path("<int:pk>/", sessions.session, name="session"),
    path("<int:pk>/change/", sessions.change, name="change"),
    path("<int:pk>/move/", sessions.move, name="move"),
    path("<int:pk>/remove/", sessions.remove, name="remove"),
    path("<int:pk>/part/", sessions.give_part, name="give_part"),
    re_path(
        r"^part/(?P<pk>\d+)/(?P<verb>up|down|take)/$", sessions.change_part, name="change_part"
    ),
]
