from django.urls import path

from muntada.website import views

app_name = "website"
urlpatterns = [
    path("", views.front, name="front"),
    path("desks/", views.desks, name="desks"),
    path("desk/<slug:slug>/", views.desk, name="desk"),
    path("desk/<slug:slug>/search/", views.search, name="search"),
    path("<slug:slug>/", views.front, name="home"),
]
