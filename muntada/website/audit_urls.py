from django.urls import path

from muntada.website import audit

app_name = "audit"
urlpatterns = [
    path("", audit.entries, name="list"),
    path("chain/", audit.chain, name="chain"),
]
