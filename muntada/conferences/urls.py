from django.urls import path

from muntada.conferences.views import colleagues, edition, venue

app_name = "conferences"
urlpatterns = [
    path("", edition.edition, name="edition"),
    path("facts/", edition.facts, name="facts"),
    path("site/", edition.site, name="site"),
    path("series/", edition.series, name="series"),
    path("state/<str:verb>/", edition.state, name="state"),
    path("deadlines/new/", edition.deadline, name="add_deadline"),
    path("deadlines/<int:pk>/", edition.deadline, name="deadline"),
    path("deadlines/<int:pk>/remove/", edition.remove_deadline, name="remove_deadline"),
    path("venue/", venue.venue, name="venue"),
    path("venue/buildings/new/", venue.building, name="add_building"),
    path("venue/buildings/<int:pk>/", venue.building, name="building"),
    path("venue/buildings/<int:pk>/remove/", venue.remove_building, name="remove_building"),
    path("venue/rooms/new/", venue.room, name="add_room"),
    path("venue/rooms/<int:pk>/", venue.room, name="room"),
    path("venue/rooms/<int:pk>/remove/", venue.remove_room, name="remove_room"),
    path("venue/walks/", venue.walks, name="walks"),
    path("colleagues/", colleagues.colleagues, name="colleagues"),
    path("colleagues/new/", colleagues.colleague, name="colleague"),
    path("colleagues/<int:pk>/take/", colleagues.take_role, name="take_role"),
]
