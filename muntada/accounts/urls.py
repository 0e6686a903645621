from django.urls import path

from muntada.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.login, name="login"),
    path("sign-out/", views.logout, name="logout"),
    path("forgotten/", views.forgotten, name="forgotten"),
    path("join/<str:token>/", views.join, name="join"),
    path("me/", views.me, name="me"),
    path("roles/", views.roles, name="roles"),
    path("me/password/", views.change_password, name="change_password"),
]
