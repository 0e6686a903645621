from django.urls import path

from muntada.invitations import views

app_name = "verify"
urlpatterns = [
    path("", views.verify, name="ask"),
    path("<str:code>/", views.verify, name="letter"),
]
