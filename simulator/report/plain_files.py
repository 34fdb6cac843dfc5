"""What files for other programs share: text that XML holds, cells that are no formulas, ZIPs with the same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping

BOM = b"\xef\xbb\xbf"
"""The mark by which Excel in Japanese takes a file for UTF-8."""

_NO_XML = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－＝", "＠")
"""What a spreadsheet might take for a formula; full-width signs too, which Excel in Japanese reads as the others."""

_STAMP = (1980, 1, 1, 0, 0, 0)


def xml_text(text: str) -> str:
    """``text`` without what XML cannot hold."""
    return _NO_XML.sub("", text)


def harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text (OWASP, CSV injection)."""
    return f"'{cell}" if cell.startswith(_RISKY) else cell


def zip_of(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of ``files`` by name, in their order; the same files give the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, _STAMP)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            pack.writestr(info, data)
    return out.getvalue()
