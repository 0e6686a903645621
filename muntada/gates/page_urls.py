from django.urls import path

from muntada.gates.views import page

urlpatterns = [
    path("", page.front, name="gate_front"),
    path("worker.js", page.worker, name="gate_worker"),
    path("<slug:language>/", page.page, name="gate_page"),
    path("<slug:language>/app.webmanifest", page.manifest, name="gate_manifest"),
]
