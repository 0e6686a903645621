from django.urls import path

from muntada.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.imports, name="list"),
    path("template/<str:kind>/", views.template, name="template"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/apply/", views.apply, name="apply"),
    path("<int:pk>/again/", views.read_again, name="read_again"),
    path("<int:pk>/away/", views.put_away, name="put_away"),
]
