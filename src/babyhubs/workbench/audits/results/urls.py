"""The pages of one audit's results, below its own address."""

from django.urls import path

from babyhubs.workbench.audits.results import views

urlpatterns = [
    path("report/", views.report, name="audit-report"),
    path("release/", views.ask_release, name="audit-release"),
]
