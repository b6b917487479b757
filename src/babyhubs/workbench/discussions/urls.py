"""The pages of the discussions, below /programmes/<programme>/discussions/."""

from django.urls import include, path

from babyhubs.workbench.discussions import views

HERE = "programmes/<uuid:programme_id>/discussions/"

urlpatterns = [
    path(HERE, views.overview, name="discussions"),
    path(f"{HERE}begin/", views.begin, name="discussions-begin"),
    path(f"{HERE}frame/", include("babyhubs.workbench.discussions.frame.urls")),
    path(HERE, include("babyhubs.workbench.discussions.texts.urls")),
    path(HERE, include("babyhubs.workbench.discussions.review.urls")),
    path(HERE, include("babyhubs.workbench.discussions.room.urls")),
    path("", include("babyhubs.workbench.discussions.parents.urls")),
    path(HERE, include("babyhubs.workbench.discussions.voices.urls")),
    path(HERE, include("babyhubs.workbench.discussions.coding.urls")),
    path(HERE, include("babyhubs.workbench.discussions.codebook.urls")),
    path(HERE, include("babyhubs.workbench.discussions.matrix.urls")),
    path(HERE, include("babyhubs.workbench.discussions.agreement.urls")),
    path(HERE, include("babyhubs.workbench.discussions.themes.urls")),
    path(HERE, include("babyhubs.workbench.discussions.report.urls")),
]
