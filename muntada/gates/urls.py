from django.urls import path

from muntada.gates.views import desk, setup

app_name = "gates"
urlpatterns = [
    path("", desk.now, name="now"),
    path("scans/", desk.scans, name="scans"),
    path("conflicts/", desk.conflicts, name="conflicts"),
    path("conflicts/<int:pk>/settle/", desk.settled, name="settle"),
    path("zones/<int:pk>/out/", desk.put_out, name="put_out"),
    path("setup/", setup.setup, name="setup"),
    path("setup/gates/new/", setup.add, name="add"),
    path("setup/gates/<int:pk>/", setup.change, name="change"),
    path("setup/gates/<int:pk>/close/", setup.close, name="close"),
    path("setup/gates/<int:pk>/devices/", setup.add_device, name="add_device"),
    path("setup/devices/<int:pk>/code/", setup.code, name="code"),
    path("setup/devices/<int:pk>/move/", setup.move, name="move"),
    path("setup/devices/<int:pk>/shut-out/", setup.shut_out, name="shut_out"),
]
