"""What several pages of lists send: sealed files unsealed as they go, and the number of a page as asked for."""

from pathlib import PurePath

from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from payung.gateways.sealed_files import SealedFile
from payung.gateways.spreadsheets.empty_list import XLSX
from payung.intake import files
from payung.intake.files import Part, Shelf


def marked_workbook(*, code: str, shelf: Shelf, file_name: str) -> HttpResponseBase:
    """The marked workbook of a list. Raises Http404 where it has none."""
    try:
        sealed = files.opened(code, Part.MARKED, shelf=shelf)
    except FileNotFoundError:
        raise Http404 from None
    return unsealed(sealed, name=f"{PurePath(file_name).stem}_bertanda.xlsx", kind=XLSX)


def unsealed(sealed: SealedFile, *, name: str, kind: str) -> HttpResponseBase:
    """The content, to be saved under this name."""
    response = StreamingHttpResponse(sealed, content_type=kind)  # Django closes it
    response.headers["Content-Length"] = str(sealed.size)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return response
