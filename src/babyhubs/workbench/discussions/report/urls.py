"""The pages of the report, below the discussions."""

from django.urls import path

from babyhubs.workbench.discussions.report import views

ONE = "reports/<uuid:report_id>/"

urlpatterns = [
    path("reports/", views.reports, name="discussion-reports"),
    path("reports/ask/", views.ask, name="discussion-report-ask"),
    path(ONE, views.report, name="discussion-report"),
    path(f"{ONE}document/", views.document, name="discussion-report-document"),
    path(f"{ONE}release/", views.ask_release, name="discussion-report-release"),
    path("other-programs/", views.hand_over, name="discussion-exchange"),
]
