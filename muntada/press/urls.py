from django.urls import path

from muntada.press.views import desk, embargoed, photos, statements, versions

app_name = "press"
urlpatterns = [
    path("", statements.statements, name="list"),
    path("add/", statements.add, name="add"),
    path("media/", desk.media, name="media"),
    path("agencies/", desk.agencies, name="agencies"),
    path("coverage/", desk.coverage, name="coverage"),
    path("coverage/<int:pk>/", desk.piece, name="piece"),
    path("photos/", photos.photos, name="photos"),
    path("photos/add/", photos.put_photo, name="add_photo"),
    path("photos/<int:pk>/", photos.put_photo, name="change_photo"),
    path("photos/<int:pk>/publish/", photos.publish_photo, name="publish_photo"),
    path("photos/<int:pk>/remove/", photos.remove_photo, name="remove_photo"),
    path("photos/<int:pk>/<slug:size>.jpg", photos.photo_file, name="photo_file"),
    path("readings/", embargoed.readings, name="readings"),
    path("embargoed/", embargoed.embargoed, name="embargoed"),
    path("embargoed/accept/", embargoed.accept, name="accept_terms"),
    path("embargoed/<int:pk>/", embargoed.read, name="read_embargoed"),
    path("lists/<slug:name>/add/", desk.put, name="put"),
    path("lists/<slug:name>/<int:pk>/", desk.put, name="put_again"),
    path("lists/<slug:name>/<int:pk>/remove/", desk.remove, name="remove"),
    path("<int:pk>/", statements.statement, name="statement"),
    path("<int:pk>/change/", statements.change, name="change"),
    path("<int:pk>/link/", statements.link, name="link"),
    path("<int:pk>/out/<slug:verb>/", statements.let_out, name="let_out"),
    path("<int:pk>/<slug:language>/", versions.version, name="version"),
    path("<int:pk>/<slug:language>/save/", versions.save_draft, name="save_draft"),
    path("<int:pk>/<slug:language>/add/", versions.add_version, name="add_version"),
    path("<int:pk>/<slug:language>/remove/", versions.remove_version, name="remove_version"),
    path("<int:pk>/<slug:language>/clear/", versions.clear, name="clear"),
    path("<int:pk>/<slug:language>/do/<slug:verb>/", versions.step, name="step"),
]
