from django.urls import path

from muntada.consequences import views

app_name = "consequences"
urlpatterns = [path("", views.zone, name="zone")]
