from django.urls import path

from muntada.accreditation.views import applications, badges, desk, own, vetting

app_name = "accreditation"
urlpatterns = [
    path("", desk.listed, name="list"),
    path("bulk/", desk.bulk, name="bulk"),
    path("open/", desk.start, name="open"),
    path("vetting/", vetting.batches, name="vetting"),
    path("vetting/<int:number>/csv/", vetting.export, name="vetting_export"),
    path("vetting/<int:number>/answers/", vetting.answers, name="vetting_answers"),
    path("own/", own.own, name="own"),
    path("own/<int:pk>/apply/", own.apply, name="apply"),
    path("<int:pk>/", applications.detail, name="application"),
    path("<int:pk>/fill/", own.fill, name="fill"),
    path("<int:pk>/decide/<slug:verb>/", applications.decided, name="decide"),
    path("<int:pk>/zones/", applications.zones, name="zones"),
    path("<int:pk>/photo/", applications.photo, name="photo"),
    path("<int:pk>/badge/<slug:verb>/", badges.handled, name="badge"),
    path("<int:pk>/badge.pdf", badges.pdf, name="pdf"),
]
