"""Guards for .docx and .xlsx, which are zip archives of XML: bombs, passwords and breakage are met before parsing."""

import lzma
import zlib
from collections.abc import Iterable
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from corpus.errors import DamagedFile, EncryptedFile, FileTooLarge
from corpus.original import Original

_CHUNK = 1 << 20
_RATIO_FROM = 1 << 20  # below a megabyte, high compression harms nobody
_ENCRYPTED_FLAG = 0x1
_XML_ENDINGS = (".xml", ".rels")
# ECMA-376 part 2 forbids document type declarations in office files; they only serve to blow up entities.
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("ascii", "utf-16-le", "utf-16-be"))
_AGAIN = "请用 Office 或 WPS 打开后另存一份再读；如果打不开，请重新下载"


def check_archive(original: Original) -> None:
    """Unpack every member once, keeping nothing, and refuse what would do harm.

    Raises:
        FileTooLarge: too many members, too much data, or packed suspiciously well.
        EncryptedFile: a member needs a password.
        DamagedFile: the archive is cut off or broken, or an XML part declares entities.
    """
    try:
        with ZipFile(BytesIO(original.data)) as archive:
            members = archive.infolist()
            _check_directory(original, members)
            _check_contents(original, archive, members)
    # What zipfile raises on broken data, by compression method; NotImplementedError for a method it does not know.
    except (BadZipFile, EOFError, NotImplementedError, OSError, ValueError, zlib.error, lzma.LZMAError) as error:
        raise original.refuse(DamagedFile, "文件不完整或已损坏，无法解包", _AGAIN) from error


def _check_directory(original: Original, members: Iterable[ZipInfo]) -> None:
    members = list(members)
    if any(member.flag_bits & _ENCRYPTED_FLAG for member in members):
        raise original.refuse(EncryptedFile, "文件有密码保护", "请取消密码后另存一份再读")
    if len(members) > original.limits.members:
        raise original.refuse(FileTooLarge, f"文件里有 {len(members):,} 个部件，远多于正常文档", _AGAIN)
    _check_size(original, sum(member.file_size for member in members))


def _check_contents(original: Original, archive: ZipFile, members: Iterable[ZipInfo]) -> None:
    unpacked = 0
    for member in members:
        is_xml = member.filename.lower().endswith(_XML_ENDINGS)
        tail = b""
        with archive.open(member) as file:
            while chunk := file.read(_CHUNK):
                unpacked += len(chunk)
                _check_size(original, unpacked)
                if is_xml and any(doctype in tail + chunk for doctype in _DOCTYPES):
                    problem = f"部件 {member.filename} 含有不允许的实体声明，可能是恶意文件"
                    raise original.refuse(DamagedFile, problem, "请不要打开它，向提供者要一份正常的文件")
                tail = chunk[-max(map(len, _DOCTYPES)) :]


def _check_size(original: Original, unpacked: int) -> None:
    limits = original.limits
    if unpacked > limits.unpacked_bytes:
        problem = f"解包后超过 {limits.unpacked_bytes >> 20} MB"
        raise original.refuse(FileTooLarge, problem, "请删去不需要的图片或工作表，或拆成几个文件")
    if unpacked > _RATIO_FROM and unpacked > limits.ratio * len(original.data):
        problem = f"压缩比超过 {limits.ratio} 倍，像是压缩炸弹"
        raise original.refuse(FileTooLarge, problem, "请确认来源可靠，用 Office 或 WPS 打开后另存一份再读")
