from django.urls import path

from muntada.floor.views import live

app_name = "live"
urlpatterns = [path("<slug:slug>/live/<int:session>/", live.watch, name="watch")]
