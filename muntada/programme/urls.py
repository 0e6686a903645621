from django.urls import path, re_path

from muntada.programme import views

app_name = "programme"
urlpatterns = [
    path("", views.grid, name="grid"),
    path("list/", views.sessions, name="list"),
    path("plan/", views.plan, name="plan"),
    path("publish/", views.publish, name="publish"),
    path("<int:pk>/", views.session, name="session"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/move/", views.move, name="move"),
    path("<int:pk>/remove/", views.remove, name="remove"),
    path("<int:pk>/part/", views.give_part, name="give_part"),
    re_path(r"^part/(?P<pk>\d+)/(?P<verb>up|down|take)/$", views.change_part, name="change_part"),
]
