"""Every address of the workbench. An address names the programme first: /programmes/<programme>/audits/<run>/."""

from django.urls import include, path

handler400 = "babyhubs.workbench.web.errors.bad_request"
handler403 = "babyhubs.workbench.web.errors.forbidden"
handler404 = "babyhubs.workbench.web.errors.not_found"
handler500 = "babyhubs.workbench.web.errors.fault"

urlpatterns = [
    path("", include("babyhubs.workbench.web.urls")),
    path("", include("babyhubs.workbench.help.urls")),
    path("", include("babyhubs.workbench.programme.urls")),
    path("", include("babyhubs.workbench.hubs.urls")),
    path("", include("babyhubs.workbench.releases.urls")),
    path("", include("babyhubs.workbench.record.urls")),
    path("", include("babyhubs.workbench.audits.urls")),
    path("", include("babyhubs.workbench.discussions.urls")),
    path("", include("babyhubs.workbench.observations.urls")),
    path("", include("babyhubs.workbench.evidence.urls")),
    path("", include("babyhubs.workbench.evaluation.urls")),
    path("", include("babyhubs.workbench.people.urls")),
    path("", include("babyhubs.workbench.public.urls")),
    path("", include("babyhubs.workbench.panel.urls")),
    path("", include("babyhubs.workbench.accounts.urls")),
    path("", include("babyhubs.workbench.accounts.sign_in_urls")),
    path("", include("babyhubs.workbench.demonstration.urls")),
]
