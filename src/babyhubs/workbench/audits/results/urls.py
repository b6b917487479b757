"""The pages of one audit's results, below its own address."""

from django.urls import path

from babyhubs.workbench.audits.results import leaving, views

urlpatterns = [
    path("groups/", views.group_by_group, name="audit-verdicts"),
    path("map/", views.ward_map, name="audit-map"),
    path("reach/", views.reach, name="audit-reach"),
    path("gaps/", views.gaps, name="audit-gaps"),
    path("visits/", views.visits, name="audit-visits"),
    path("records/", views.records, name="audit-records"),
    path("method/", views.method, name="audit-method"),
    path("findings/", views.all_findings, name="audit-findings"),
    path("findings/<slug:finding>/", views.finding, name="audit-finding"),
    path("compare/", views.compare, name="audit-compare"),
    path("report/", leaving.report, name="audit-report"),
    path("release/", leaving.ask_release, name="audit-release"),
]
