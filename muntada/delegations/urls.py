from django.urls import path

from muntada.delegations.views import delegation, lists, setup

app_name = "delegations"
urlpatterns = [
    path("", lists.delegations, name="list"),
    path("people/", lists.people, name="people"),
    path("people/arrivals/", lists.arrivals, name="arrivals"),
    path("setup/", setup.setup, name="setup"),
    path("setup/category/new/", setup.category, name="add_category"),
    path("setup/category/<int:pk>/", setup.category, name="category"),
    path("setup/category/<int:pk>/remove/", setup.remove_category, name="remove_category"),
    path("setup/rank/new/", setup.rank, name="add_rank"),
    path("setup/rank/<int:pk>/", setup.rank, name="rank"),
    path("setup/rank/<int:pk>/remove/", setup.remove_rank, name="remove_rank"),
    path("member/<int:pk>/", delegation.member, name="member"),
    path("member/<int:pk>/confirm/", delegation.confirm, name="confirm"),
    path("member/<int:pk>/withdraw/", delegation.withdraw, name="withdraw"),
    path("member/<int:pk>/renominate/", delegation.renominate, name="renominate"),
    path("focal-point/<int:pk>/end/", delegation.end_focal_point, name="end_focal_point"),
    path("<int:pk>/", delegation.detail, name="detail"),
    path("<int:pk>/confirm/", delegation.confirm_all, name="confirm_all"),
    path("<int:pk>/nominate/", delegation.nominate, name="nominate"),
    path("<int:pk>/focal-point/", delegation.focal_point, name="focal_point"),
    path("<int:pk>/quota/", delegation.quota, name="quota"),
]
