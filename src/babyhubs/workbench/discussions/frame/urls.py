"""The pages of the frame, below /programmes/<programme>/discussions/frame/."""

from django.urls import path

from babyhubs.workbench.discussions.frame import views

ROW = "rows/<uuid:row_id>/"

urlpatterns = [
    path("", views.frame, name="discussions-frame"),
    path("choose/", views.choose, name="discussions-frame-choose"),
    path("add/", views.add, name="discussions-frame-add"),
    path("requests/", views.requests, name="discussions-frame-requests"),
    path("requests-file/", views.requests_file, name="discussions-frame-requests-file"),
    path(ROW, views.row, name="discussions-frame-row"),
    path(f"{ROW}change/", views.change, name="discussions-frame-change"),
    path(f"{ROW}remove/", views.remove, name="discussions-frame-remove"),
]
