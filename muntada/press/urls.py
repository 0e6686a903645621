from django.urls import path

from muntada.press.views import desk, embargoed, statements

app_name = "press"
urlpatterns = [
    path("", statements.statements, name="list"),
    path("add/", statements.add, name="add"),
    path("media/", desk.media, name="media"),
    path("agencies/", desk.agencies, name="agencies"),
    path("coverage/", desk.coverage, name="coverage"),
    path("coverage/<int:pk>/", desk.piece, name="piece"),
    path("embargoed/", embargoed.embargoed, name="embargoed"),
    path("embargoed/accept/", embargoed.accept, name="accept_terms"),
    path("embargoed/<int:pk>/", embargoed.read, name="read_embargoed"),
    path("lists/<slug:name>/add/", desk.put, name="put"),
    path("lists/<slug:name>/<int:pk>/", desk.put, name="put_again"),
    path("lists/<slug:name>/<int:pk>/remove/", desk.remove, name="remove"),
    path("<int:pk>/", statements.statement, name="statement"),
    path("<int:pk>/change/", statements.change, name="change"),
    path("<int:pk>/out/<slug:verb>/", statements.let_out, name="let_out"),
    path("<int:pk>/<slug:language>/", statements.version, name="version"),
    path("<int:pk>/<slug:language>/save/", statements.save_draft, name="save_draft"),
    path("<int:pk>/<slug:language>/add/", statements.add_version, name="add_version"),
    path("<int:pk>/<slug:language>/remove/", statements.remove_version, name="remove_version"),
    path("<int:pk>/<slug:language>/clear/", statements.clear, name="clear"),
    path("<int:pk>/<slug:language>/do/<slug:verb>/", statements.step, name="step"),
]
