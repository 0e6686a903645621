from django.urls import path

from muntada.website import comparing, desk, feeds, opening, pressroom, public, search, views

app_name = "website"
urlpatterns = [
    path("", public.front, name="front"),
    path("desks/", views.desks, name="desks"),
    path("desks/new/", opening.open_edition, name="open_edition"),
    path("desk/<slug:slug>/", desk.desk, name="desk"),
    path("desk/<slug:slug>/search/", search.search, name="search"),
    path("<slug:slug>/", public.home, name="home"),
    path("<slug:slug>/programme/", public.programme, name="programme"),
    path("<slug:slug>/programme/<int:session>/", public.session, name="session"),
    path("<slug:slug>/speakers/", public.speakers, name="speakers"),
    path("<slug:slug>/speakers/<int:member>/", public.speaker, name="speaker"),
    path("<slug:slug>/participants/", public.participants, name="participants"),
    path("<slug:slug>/information/", public.information, name="information"),
    path("<slug:slug>/contacts/", public.contacts, name="contacts"),
    path("<slug:slug>/editions/", public.editions, name="editions"),
    path("<slug:slug>/press/", pressroom.press, name="press"),
    path("<slug:slug>/press/feed.atom", pressroom.atom, name="press_atom"),
    path("<slug:slug>/press/feed.rss", pressroom.rss, name="press_rss"),
    path("<slug:slug>/press/feed.json", pressroom.json_feed, name="press_json"),
    path("<slug:slug>/press/<slug:key>/", pressroom.statement, name="statement"),
    path("<slug:slug>/press/<slug:key>/ninjs.json", pressroom.ninjs, name="statement_ninjs"),
    path("<slug:slug>/press/<slug:key>/newsml.xml", pressroom.newsml, name="statement_newsml"),
    path("<slug:slug>/editions/compare/", comparing.compare, name="compare"),
    path("<slug:slug>/editions/compare.csv", comparing.compare_csv, name="compare_csv"),
    path("<slug:slug>/editions/compare.svg", comparing.compare_svg, name="compare_svg"),
    path("<slug:slug>/editions/compare.png", comparing.compare_png, name="compare_png"),
    path("<slug:slug>/editions/map.csv", comparing.map_csv, name="map_csv"),
    path("<slug:slug>/editions/map.svg", comparing.map_svg, name="map_svg"),
    path("<slug:slug>/editions/map.png", comparing.map_png, name="map_png"),
    path("<slug:slug>/programme.pdf", feeds.programme_pdf, name="programme_pdf"),
    path("<slug:slug>/calendar.ics", feeds.calendar, name="calendar"),
    path("<slug:slug>/tracks/<slug:track>.ics", feeds.track_calendar, name="track_calendar"),
    path(
        "<slug:slug>/programme/<int:session>.ics", feeds.session_calendar, name="session_calendar"
    ),
    path("<slug:slug>/schedule.json", feeds.schedule_json, name="schedule_json"),
    path("<slug:slug>/schedule.xml", feeds.schedule_xml, name="schedule_xml"),
]
