"""The pages of the themes, below the discussions."""

from django.urls import path

from babyhubs.workbench.discussions.themes import views

ONE = "themes/<slug:theme>/"

urlpatterns = [
    path("themes/", views.themes, name="discussion-themes"),
    path("themes/add/", views.add, name="discussion-theme-add"),
    path(ONE, views.theme, name="discussion-theme"),
    path(f"{ONE}change/", views.change, name="discussion-theme-change"),
    path(f"{ONE}withdraw/", views.withdraw, name="discussion-theme-withdraw"),
    path(f"{ONE}choose/", views.choose, name="discussion-quote-choose"),
    path(f"{ONE}drop/", views.drop, name="discussion-quote-drop"),
]
