"""The planner's side of the desk, beside the requests' under the same address."""

from django.urls import path

from muntada.bilaterals.views import board, day, itinerary, left_out, papers, rounds

app_name = "meetings"
urlpatterns = [
    path("board/", board.board, name="board"),
    path("board/lines/", board.lines, name="lines"),
    path("board/publish/", board.publish, name="publish"),
    path("board/place/<slug:code>/", board.place, name="place"),
    path("board/<slug:code>/move/", board.move, name="move"),
    path("board/<slug:code>/drop/", board.drop, name="drop"),
    path("board/<slug:code>/lock/", board.lock, name="lock"),
    path("board/<slug:code>/unlock/", board.unlock, name="unlock"),
    path("rounds/", rounds.rounds, name="rounds"),
    path("rounds/compare/", rounds.compare, name="compare"),
    path("rounds/<int:number>/", rounds.detail, name="round"),
    path("rounds/<int:number>/stop/", rounds.stop, name="stop"),
    path("rounds/<int:number>/adopt/", rounds.adopt, name="adopt"),
    path("rounds/<int:number>/put-away/", rounds.put_away, name="put_away"),
    path("itineraries/", itinerary.itineraries, name="itineraries"),
    path("itineraries/<int:pk>/", itinerary.itinerary, name="itinerary"),
    path("itineraries/<int:pk>/calendar/", itinerary.open_calendar, name="open_calendar"),
    path("itineraries/<int:pk>/calendar/end/", itinerary.end_calendar, name="end_calendar"),
    path("confirm/<slug:code>/", itinerary.confirm, name="confirm"),
    path("papers/briefing/<slug:code>/", papers.briefing, name="briefing"),
    path("papers/flags/", papers.flags, name="flags"),
    path("papers/interpreters/", papers.roster, name="roster"),
    path("day/", day.day, name="day"),
    path("left-out/", left_out.left_out, name="left_out"),
    path("left-out/<slug:code>/", left_out.why, name="why"),
]
