"""The pages of agreement and of who was heard, below the discussions."""

from django.urls import path

from babyhubs.workbench.discussions.agreement import views

urlpatterns = [
    path("agreement/", views.agreement, name="discussion-agreement"),
    path("agreement/differences/", views.differences, name="discussion-differences"),
    path("agreement/settle/", views.settle, name="discussion-settle"),
    path("enough/", views.enough, name="discussion-enough"),
]
