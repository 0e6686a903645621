from django.urls import path

from muntada.protocol.views import orders, papers, seats

app_name = "protocol"
urlpatterns = [
    path("", orders.orders, name="orders"),
    path("order/<slug:purpose>/", orders.order, name="order"),
    path("order/<slug:purpose>/set/", orders.set_order, name="set_order"),
    path("order/<slug:purpose>/pin/", orders.pin, name="pin"),
    path("unpin/<int:pk>/", orders.unpin, name="unpin"),
    path("draws/", orders.draws, name="draws"),
    path("draws/draw/", orders.draw, name="draw"),
    path("draws/by-hand/", orders.record_draw, name="record_draw"),
    path("seats/", seats.plans, name="plans"),
    path("seats/new/", seats.plan_seats, name="plan_seats"),
    path("seats/<int:pk>/", seats.plan, name="plan"),
    path("seats/<int:pk>/versions/<int:number>/", seats.plan, name="version"),
    path(
        "seats/<int:pk>/versions/<int:number>/<slug:kind>.pdf",
        papers.plan_paper, name="plan_paper",
    ),
    path("seats/<int:pk>/settings/", seats.change_plan, name="change_plan"),
    path("seats/<int:pk>/swap/", seats.swap, name="swap"),
    path("seats/<int:pk>/cancel/", seats.cancel, name="cancel"),
    path("seats/<int:pk>/anew/", seats.seat_anew, name="seat_anew"),
    path("apart/", seats.apart, name="apart"),
    path("apart/<int:pk>/lift/", seats.lift_apart, name="lift_apart"),
    path("needs/", seats.needs, name="needs"),
    path("paper/<slug:kind>.pdf", papers.paper_of, name="paper"),
]  # fmt: skip
