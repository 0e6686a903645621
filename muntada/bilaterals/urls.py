from django.urls import path, register_converter

from muntada.bilaterals.views import answers, lists, meetings, requests, setup


class Side:
    """Whose part it is: of the party that asks, or of the party that is asked."""

    regex = "asker|counterpart"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(Side, "side")

app_name = "bilaterals"
urlpatterns = [
    path("", lists.requests, name="list"),
    path("weigh/", lists.weigh, name="weigh"),
    path("new/", requests.ask, name="ask"),
    path("notices/", lists.notices, name="notices"),
    path("notices/read/", lists.read, name="read"),
    path("parties/", lists.parties, name="parties"),
    path("parties/<int:pk>/", lists.party, name="party"),
    path("requests/<slug:code>/", requests.detail, name="request"),
    path("requests/<slug:code>/change/", requests.change, name="change"),
    path("requests/<slug:code>/desk/", requests.for_desk, name="for_desk"),
    path("requests/<slug:code>/send/", requests.send, name="send"),
    path("requests/<slug:code>/withdraw/", requests.withdraw, name="withdraw"),
    path("requests/<slug:code>/accept/", answers.accept, name="accept"),
    path("requests/<slug:code>/decline/", answers.decline, name="decline"),
    path("requests/<slug:code>/hold/", answers.hold, name="hold"),
    path("requests/<slug:code>/agree/", answers.agree, name="agree"),
    path("requests/<slug:code>/propose/<side:side>/", answers.propose, name="propose"),
    path("requests/<slug:code>/own/<side:side>/", answers.own, name="own"),
    path("meetings/<slug:code>/", meetings.meeting, name="meeting"),
    path("meetings/<slug:code>/held/", meetings.held, name="held"),
    path("meetings/<slug:code>/cancel/", meetings.cancel, name="cancel"),
    path("meetings/<slug:code>/readout/<slug:side>/", meetings.readout, name="readout"),
    path("meetings/<slug:code>/consent/<side:side>/", meetings.consent, name="consent"),
    path("hours/", setup.hours, name="own_hours"),
    path("hours/<int:pk>/remove/", setup.remove_hours, name="remove_hours"),
    path("setup/", setup.setup, name="setup"),
    path("setup/arrangements/", setup.arrangements, name="arrangements"),
    path("setup/principals/", setup.principals, name="principals"),
    path("setup/principals/heads/", setup.name_heads, name="name_heads"),
    path("setup/principals/new/", setup.principal, name="add_principal"),
    path("setup/principals/<int:pk>/", setup.principal, name="principal"),
    path("setup/rooms/new/", setup.room, name="add_room"),
    path("setup/rooms/<int:pk>/", setup.room, name="room"),
    path("setup/rooms/<int:pk>/hours/", setup.opening, name="opening"),
    path("setup/interpreters/new/", setup.interpreter, name="add_interpreter"),
    path("setup/interpreters/<int:pk>/", setup.interpreter, name="interpreter"),
    path("setup/interpreters/<int:pk>/duty/", setup.duty, name="duty"),
    path("setup/apart/", setup.apart, name="apart"),
    path("setup/caps/new/", setup.cap, name="add_cap"),
    path("setup/caps/<int:pk>/", setup.cap, name="cap"),
    path("setup/<slug:kind>/<int:pk>/remove/", setup.remove_thing, name="remove"),
]
