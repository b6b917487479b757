"""The audit's pages."""

from django.urls import include, path

from babyhubs.workbench.audits import views
from babyhubs.workbench.audits.mapping import views as mapping

UPLOAD = "programmes/<uuid:programme_id>/uploads/<uuid:upload_id>/"
RUN = "programmes/<uuid:programme_id>/audits/<uuid:run_id>/"

urlpatterns = [
    path("programmes/<uuid:programme_id>/audits/", views.audits, name="audits"),
    path("programmes/<uuid:programme_id>/uploads/new/", views.upload, name="audit-upload"),
    path(UPLOAD, views.upload_state, name="audit-upload-state"),
    path(f"{UPLOAD}columns/", views.columns, name="audit-columns"),
    path(f"{UPLOAD}values/<slug:file>/<slug:field>/", mapping.values, name="audit-values"),
    path(f"{UPLOAD}begin-anew/", views.begin_anew, name="audit-begin-anew"),
    path(f"{UPLOAD}quality/", views.quality, name="audit-quality"),
    path(f"{UPLOAD}start/", views.start, name="audit-start"),
    path(f"{UPLOAD}rows-set-aside/", views.set_aside, name="audit-set-aside"),
    path(RUN, views.run, name="audit-run"),
    path(f"{RUN}cancel/", views.cancel, name="audit-cancel"),
    path(RUN, include("babyhubs.workbench.audits.results.urls")),
]
