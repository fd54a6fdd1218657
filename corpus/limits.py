"""How large a file may be before it is refused."""

from dataclasses import dataclass

_MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that keep one file from taking the machine's memory or time.

    Attributes:
        file_bytes: size of the file on disk.
        unpacked_bytes: what the members of a .docx or .xlsx come to, unpacked.
        members: members of a .docx or .xlsx.
        ratio: unpacked bytes per packed byte; ordinary office files reach about 20.
        cells: cells of one sheet, those left empty in between counted; a sheet of all rows and 46 columns.
        characters: length of one document's text.
        pixels: of one picture or rendered page; a broadsheet page at 300 dots per inch has 30 million.
        scanned_pages: pages of a PDF whose text must be recognised, some seconds each.
    """

    file_bytes: int = 100 * _MEGABYTE
    unpacked_bytes: int = 500 * _MEGABYTE
    members: int = 10_000
    ratio: int = 200
    cells: int = 50_000_000
    characters: int = 20_000_000
    pixels: int = 100_000_000
    scanned_pages: int = 200
