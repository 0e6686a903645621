"""The planner's side of the desk, beside the requests' under the same address."""

from django.urls import path

from muntada.bilaterals.views import board, rounds

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
]
