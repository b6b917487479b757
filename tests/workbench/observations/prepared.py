"""What is prepared before a session, as rows."""

from babyhubs.observations import picture
from babyhubs.workbench.observations.codes import services as code_services
from babyhubs.workbench.observations.models import CodeBook, RoomPicture
from babyhubs.workbench.observations.rooms import services as room_services
from babyhubs.workbench.programme.models import Programme
from tests.observations.prepared import own_codes, photo
from tests.workbench.service import TEST


def a_picture(programme: Programme) -> RoomPicture:
    """A picture of an empty room."""
    return programme.room_pictures.first() or room_services.bring_picture(
        TEST, programme, given=picture.read(photo(), "hall.jpg")
    )


def a_code_book(programme: Programme) -> CodeBook:
    """A code book of one's own."""
    return programme.code_books.first() or code_services.bring(TEST, programme, text=own_codes(), where="codes.toml")
