"""The words of a file that somebody sends: plain text in the encodings still met, .docx, HTML, PDF.

What cannot be read is refused with a sentence; the file itself is not kept.
"""

from django.utils.translation import gettext as _

from muntada.kit.errors import RuleBroken
from muntada.kit.files import bounded

LARGEST = 8 * 1024 * 1024


def text_of(content: bytes) -> str:
    """Judged by its content, never by its name. Raises RuleBroken."""
    if len(content) > LARGEST:
        raise RuleBroken(_("This file is larger than 8 MB. Send the text alone."))
    said, _more = bounded.read("text", content)
    return str(said)
