"""The audit's pages."""

from django.urls import include, path

from babyhubs.workbench.audits import views
from babyhubs.workbench.audits.mapping import views as mapping
from babyhubs.workbench.audits.quality import views as quality
from babyhubs.workbench.audits.removal import views as removal
from babyhubs.workbench.audits.rules import views as rules

UPLOAD = "programmes/<uuid:programme_id>/uploads/<uuid:upload_id>/"
RULE = "programmes/<uuid:programme_id>/audit-rule/"
RUN = "programmes/<uuid:programme_id>/audits/<uuid:run_id>/"

urlpatterns = [
    path("programmes/<uuid:programme_id>/audits/", views.audits, name="audits"),
    path("programmes/<uuid:programme_id>/uploads/new/", views.upload, name="audit-upload"),
    path(UPLOAD, views.upload_state, name="audit-upload-state"),
    path(f"{UPLOAD}columns/", views.columns, name="audit-columns"),
    path(f"{UPLOAD}values/<slug:file>/<slug:field>/", mapping.values, name="audit-values"),
    path(f"{UPLOAD}mapping-file/", mapping.write_file, name="audit-mapping-file"),
    path(f"{UPLOAD}begin-anew/", views.begin_anew, name="audit-begin-anew"),
    path(f"{UPLOAD}quality/", quality.quality, name="audit-quality"),
    path(f"{UPLOAD}rows/", quality.rows, name="audit-rows"),
    path(f"{UPLOAD}error-sheet/", quality.error_sheet, name="audit-error-sheet"),
    path(f"{UPLOAD}repeat/", views.repeat, name="audit-repeat"),
    path(f"{UPLOAD}files/", removal.files, name="audit-files"),
    path(f"{UPLOAD}remove/", removal.remove, name="audit-remove"),
    path(f"{UPLOAD}start/", views.start, name="audit-start"),
    path(f"{UPLOAD}rows-set-aside/", quality.set_aside, name="audit-set-aside"),
    path(RULE, rules.rule, name="audit-rule"),
    path(f"{RULE}new/", rules.propose, name="audit-rule-propose"),
    path(f"{RULE}file/", rules.write_file, name="audit-rule-file"),
    path(f"{RULE}<uuid:version_id>/", rules.version, name="audit-rule-version"),
    path(f"{RULE}<uuid:version_id>/try/", rules.try_again, name="audit-rule-try"),
    path(f"{RULE}<uuid:version_id>/adopt/", rules.adopt, name="audit-rule-adopt"),
    path(f"{RULE}<uuid:version_id>/drop/", rules.drop, name="audit-rule-drop"),
    path(RUN, views.run, name="audit-run"),
    path(f"{RUN}cancel/", views.cancel, name="audit-cancel"),
    path(RUN, include("babyhubs.workbench.audits.results.urls")),
]
