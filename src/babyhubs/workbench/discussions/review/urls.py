"""The review of a text, below /programmes/<programme>/discussions/texts/<text>/names/."""

from django.urls import path

from babyhubs.workbench.discussions.review import views

ONE = "texts/<uuid:source_id>/names/"

urlpatterns = [
    path(ONE, views.review, name="discussions-review"),
    path(f"{ONE}keep-all/", views.keep_all, name="discussions-review-keep-all"),
    path(f"{ONE}take-out/", views.take_out, name="discussions-review-take-out"),
    path(f"{ONE}again/", views.screen_again, name="discussions-review-again"),
    path(f"{ONE}pass/", views.pass_text, name="discussions-review-pass"),
]
