from django.urls import path

from muntada.archive.views import closing, purge

app_name = "archive"
urlpatterns = [
    path("", closing.closing, name="closing"),
    path("figures/", closing.publish_figure, name="publish_figure"),
    path("close/", closing.close, name="close"),
    path("export/", closing.make_again, name="make_again"),
    path("export.zip", closing.export, name="export"),
    path("purge/", purge.purges, name="purges"),
    path("purge/due/", purge.destroy_due, name="purge"),
    path("purge/hold/", purge.hold_back, name="hold_back"),
    path("purge/hold/<int:pk>/end/", purge.end_hold, name="end_hold"),
    path("purge/early/", purge.ask_early, name="ask_early"),
    path("purge/early/<int:pk>/<slug:verb>/", purge.decide_early, name="decide_early"),
]
