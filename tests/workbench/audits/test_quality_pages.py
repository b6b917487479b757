"""The quality page, the rows that were set aside one by one, and the error sheet: nobody is named in any of them."""

import zipfile
from io import BytesIO

import pytest
from python_calamine import CalamineWorkbook

from babyhubs.workbench.audits import places
from babyhubs.workbench.audits.kinds import LABELS
from babyhubs.workbench.audits.models import Upload
from babyhubs.workbench.audits.preparing import prepare
from babyhubs.workbench.audits.quality import presenters
from tests.workbench.audits.export import children, contacts
from tests.workbench.audits.test_upload_to_results import confirmed, page, uploaded
from tests.workbench.service import Service

# A day that is none, a contact of nobody on the list, one in the future, and one that would be a formula.
BAD = "\nC0001,31/02/2026,Easton,5,01\nC9999,27/02/2026,Easton,5,01\nC0002,27/02/2031,Easton,5,01\n,=1+1,Easton,5,01"

SECRETS = ("C0001", "C9999", "C0100", "BS5 6XX", "31/02/2026", "mapping file")


@pytest.fixture
def one(service: Service) -> Upload:
    """An upload with rows that cannot be used."""
    upload = confirmed(
        service, uploaded(service, contacts=contacts() + BAD, children=children() + "\nC0100,,BS5 6XX,A")
    )
    assert upload.state == Upload.State.CHECKED, (upload.problem_what, upload.problem_where)
    return upload


def address(one: Upload, rest: str) -> str:
    """A page of the upload."""
    return f"/programmes/{one.programme_id}/uploads/{one.pk}/{rest}"


def test_each_reason_leads_to_its_rows_which_name_nobody(service: Service, one: Upload) -> None:
    client = service.client("analyst")
    # Each reason of the balance leads to its rows,
    quality = page(client, address(one, "quality/"))
    for which, (file, reason) in enumerate(presenters.reasons(one), 1):
        assert f'{address(one, "rows/")}?which={which}"' in quality
        assert {row["reason"] for row in presenters.rows_set_aside(one, which)} == {reason}
        assert f"({LABELS[file]})" in quality
    everything = len(presenters.rows_set_aside(one, 0))
    assert everything == sum(len(presenters.rows_set_aside(one, n + 1)) for n in range(len(presenters.reasons(one))))
    # a row is named by its place and heading,
    told = page(client, address(one, "rows/"))
    assert "Contacts, 42" in told
    assert "Contact date" in told
    for secret in SECRETS:
        assert secret not in told
    # a reason that there is none of shows everything,
    for asked in ("99", "-1", "x", "", "²"):
        assert "Everything" in page(client, address(one, f"rows/?which={asked}&page={asked}"))
    # the checks are shown by hub, month and group as well,
    assert '<th scope="col">Group</th>' not in quality
    for by in presenters.BY:
        assert all(row.failing != "0" for row in presenters.checks(one, by))
        assert page(client, address(one, f"quality/?by={by}")).count("<option") == len(presenters.BY)
    assert page(client, address(one, "quality/?by=<b>")).count("selected") == 1
    # and who may read the audit and not run it sees counts and no rows.
    checker = service.client("output-checker")
    assert "What became of every row" in page(checker, address(one, "quality/"))
    assert "one by one" not in page(checker, address(one, "quality/"))
    assert checker.get(address(one, "rows/")).status_code == 403


def test_the_error_sheet_has_a_sheet_for_each_file_and_no_formula(service: Service, one: Upload) -> None:
    answer = service.client("analyst").get(address(one, "error-sheet/"))
    assert answer["Content-Disposition"] == 'attachment; filename="INTERNAL-error-sheet.xlsx"'
    content = b"".join(answer.streaming_content)
    book = CalamineWorkbook.from_object(BytesIO(content))
    assert book.sheet_names == ["Children", "Contacts", "Hubs"]
    sheets = {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}
    assert sheets["Contacts"][0][:3] == ["Row", "What is wrong", "Column"]
    assert "Contact date" in str(sheets)
    for secret in (*SECRETS, "=1+1"):
        assert secret not in str(sheets)
    with zipfile.ZipFile(BytesIO(content)) as packed:
        assert not [name for name in packed.namelist() if b"<f>" in packed.read(name)]
    # The same files give the same bytes.
    Upload.objects.filter(pk=one.pk).update(state=Upload.State.WAITING, confirmed=True)
    prepare(one.pk)
    assert (places.checked(one) / "error_sheet.xlsx").read_bytes() == content
