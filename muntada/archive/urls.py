from django.urls import path

from muntada.archive import views

app_name = "archive"
urlpatterns = [
    path("", views.closing, name="closing"),
    path("figures/", views.publish_figure, name="publish_figure"),
    path("close/", views.close, name="close"),
    path("export.zip", views.export, name="export"),
    path("purge/", views.purge, name="purge"),
]
