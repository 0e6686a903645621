"""Addresses of the house. Public pages carry their language, so that a proxy can keep them."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from muntada.bilaterals.views.itinerary import feed as meetings_feed
from muntada.floor.views import live
from muntada.website import feeds
from muntada.website import views as website

urlpatterns = [
    path("health/", website.health, name="health"),
    path("", website.front_door, name="front_door"),
    path("robots.txt", feeds.robots, name="robots"),
    path("live/<slug:key>.json", live.answer, name="live"),
    path("gate/", include("muntada.gates.page_urls")),
    path("api/gates/v1/", include("muntada.gates.api_urls")),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("calendars/<str:secret>.ics", meetings_feed, name="meetings_feed"),
    *i18n_patterns(
        path("account/", include("muntada.accounts.urls")),
        path("audit/", include("muntada.website.audit_urls")),
        path("parties/", include("muntada.parties.urls")),
        path("verify/", include("muntada.invitations.public_urls")),
        path("desk/<slug:slug>/edition/zone/", include("muntada.consequences.urls")),
        path("desk/<slug:slug>/edition/", include("muntada.conferences.urls")),
        path("desk/<slug:slug>/invitations/", include("muntada.invitations.urls")),
        path("desk/<slug:slug>/delegations/", include("muntada.delegations.urls")),
        path("desk/<slug:slug>/accreditation/", include("muntada.accreditation.urls")),
        path("desk/<slug:slug>/gates/", include("muntada.gates.urls")),
        path("desk/<slug:slug>/programme/", include("muntada.programme.urls")),
        path("desk/<slug:slug>/protocol/", include("muntada.protocol.urls")),
        path("desk/<slug:slug>/floor/", include("muntada.floor.urls")),
        path("desk/<slug:slug>/press/", include("muntada.press.urls")),
        path("desk/<slug:slug>/archive/", include("muntada.archive.urls")),
        path("desk/<slug:slug>/bilaterals/", include("muntada.bilaterals.plan_urls")),
        path("desk/<slug:slug>/bilaterals/", include("muntada.bilaterals.urls")),
        path("desk/<slug:slug>/imports/", include("muntada.imports.urls")),
        path("", include("muntada.floor.public_urls")),
        path("", include("muntada.website.urls")),
    ),
]
handler403 = "muntada.website.views.forbidden"
handler404 = "muntada.website.views.not_found"
