from django.urls import path

from muntada.parties import views

app_name = "parties"
urlpatterns = [
    path("", views.parties, name="list"),
    path("new/", views.add_body, name="add_body"),
    path("groups/", views.groups, name="groups"),
    path("groups/new/", views.put_group, name="add_group"),
    path("groups/<str:code>/", views.group, name="group"),
    path("groups/<str:code>/change/", views.put_group, name="change_group"),
    path("groups/<str:code>/add/", views.membership, name="add_membership"),
    path("groups/<str:code>/<int:pk>/", views.membership, name="membership"),
    path("groups/<str:code>/<int:pk>/remove/", views.remove_membership, name="remove_membership"),
    path("<str:code>/", views.party, name="party"),
    path("<str:code>/names/", views.override_name, name="override_name"),
    path("<str:code>/names/restore/", views.restore_names, name="restore_names"),
]
