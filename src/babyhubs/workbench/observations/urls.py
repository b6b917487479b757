"""Observations."""

from django.urls import path

from babyhubs.workbench.observations.codes import views as codes
from babyhubs.workbench.observations.others import views as others
from babyhubs.workbench.observations.plan import views as plan
from babyhubs.workbench.observations.results import views as results
from babyhubs.workbench.observations.rooms import views as rooms
from babyhubs.workbench.observations.sessions import capture_views as capture
from babyhubs.workbench.observations.sessions import code_views as from_codes
from babyhubs.workbench.observations.sessions import views as sessions

OBSERVATIONS = "programmes/<uuid:programme_id>/observations/"
CAPTURE = f"{OBSERVATIONS}capture/"
OTHERS = f"{OBSERVATIONS}other-programs/"
RESULTS = f"{OBSERVATIONS}results/<uuid:analysis_id>/"

urlpatterns = [
    path(OBSERVATIONS, plan.overview, name="observations"),
    path(f"{OBSERVATIONS}plan/", plan.shown, name="observation-plan-shown"),
    path(f"{OBSERVATIONS}plan/new/", plan.plan, name="observation-plan"),
    path(f"{OBSERVATIONS}poster/", plan.poster, name="observation-poster"),
    path(f"{OBSERVATIONS}protocol/", plan.protocol, name="observation-protocol"),
    path(f"{OBSERVATIONS}rooms/", rooms.rooms, name="observation-rooms"),
    path(f"{OBSERVATIONS}rooms/draw/", rooms.draw, name="observation-room-draw"),
    path(f"{OBSERVATIONS}rooms/file/", rooms.read_file, name="observation-room-file"),
    path(f"{OBSERVATIONS}rooms/picture/", rooms.bring_picture, name="observation-room-pictured"),
    path(f"{OBSERVATIONS}rooms/pictures/<uuid:picture_id>/", rooms.picture, name="observation-room-picture"),
    path(
        f"{OBSERVATIONS}rooms/pictures/<uuid:picture_id>/remove/",
        rooms.remove_picture,
        name="observation-room-picture-remove",
    ),
    path(f"{OBSERVATIONS}rooms/<uuid:room_id>/", rooms.room, name="observation-room"),
    path(f"{OBSERVATIONS}codes/", codes.code_books, name="observation-code-books"),
    path(f"{OBSERVATIONS}codes/file/", codes.bring, name="observation-code-book-bring"),
    path(f"{OBSERVATIONS}codes/<str:book>/", codes.code_book, name="observation-code-book"),
    path(f"{OBSERVATIONS}codes/<str:book>/file/", codes.code_book_file, name="observation-code-book-file"),
    path(f"{OBSERVATIONS}codes/<str:book>/use/", codes.use, name="observation-code-book-use"),
    path(CAPTURE, capture.index, name="observation-capture"),
    path(f"{CAPTURE}token/", capture.token, name="observation-capture-token"),
    path(f"{CAPTURE}receive/", capture.receive, name="observation-capture-receive"),
    path(f"{CAPTURE}<str:capture_file>", capture.file, name="observation-capture-file"),
    path(f"{OBSERVATIONS}handed-over/", sessions.handed_over, name="observation-handed-over"),
    path(f"{OBSERVATIONS}from-codes/", from_codes.from_codes, name="observation-from-codes"),
    path(f"{OBSERVATIONS}from-codes/frame/", from_codes.frame, name="observation-from-codes-frame"),
    path(f"{OBSERVATIONS}sessions/<uuid:session_id>/", sessions.session, name="observation-session"),
    path(f"{OBSERVATIONS}sessions/<uuid:session_id>/remove/", sessions.remove, name="observation-session-remove"),
    path(OTHERS, others.files, name="observation-other-files"),
    path(f"{OTHERS}<uuid:other_file_id>/", others.file, name="observation-other-file"),
    path(f"{OTHERS}<uuid:other_file_id>/throw-away/", others.throw_away, name="observation-other-file-throw-away"),
    path(f"{OBSERVATIONS}results/new/", results.ask, name="observation-results-ask"),
    path(RESULTS, results.results, name="observation-results"),
    path(f"{RESULTS}release/", results.ask_release, name="observation-release"),
    path(f"{RESULTS}hubs/<slug:page>/", results.hub, name="observation-hub"),
    path(f"{RESULTS}replays/<slug:page>/", results.replay, name="observation-replay"),
]
