from django.urls import path

from muntada.invitations import views

app_name = "invitations"
urlpatterns = [
    path("", views.board, name="board"),
    path("add/", views.add, name="add"),
    path("map/", views.world_map, name="map"),
    path("invite/", views.invite_many, name="invite_many"),
    path("remind/", views.remind_many, name="remind_many"),
    path("letters/<str:kind>/", views.letter_template, name="template"),
    path("letters/<str:kind>/preview/<str:language>/", views.preview, name="preview"),
    path("letter/<int:pk>/", views.letter, name="letter"),
    path("letter/<int:pk>/sent/", views.mark_sent, name="mark_sent"),
    path("letter/<int:pk>/mail/", views.mail_again, name="mail_again"),
    path("scan/<int:pk>/", views.scan, name="scan"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/invite/", views.invite, name="invite"),
    path("<int:pk>/remind/", views.remind, name="remind"),
    path("<int:pk>/recall/", views.recall, name="recall"),
    path("<int:pk>/relist/", views.relist, name="relist"),
    path("<int:pk>/received/", views.received, name="received"),
    path("<int:pk>/reply/", views.reply, name="reply"),
]
