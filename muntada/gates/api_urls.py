from django.urls import path

from muntada.gates import api

urlpatterns = [
    path("enrol", api.enrol, name="gates_enrol"),
    path("scan", api.scan, name="gates_scan"),
    path("scans", api.scans, name="gates_scans"),
    path("list", api.listed, name="gates_list"),
    path("photo/<str:number>", api.photo, name="gates_photo"),
    path("openapi.json", api.openapi, name="gates_openapi"),
]
