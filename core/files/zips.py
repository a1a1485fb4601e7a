"""ZIP archives from outside: looked at before Python's reader, which takes any number of entries into memory."""

import struct

END, ZIP64 = b"PK\x05\x06", b"PK\x06\x07"
END_SIZE, LONGEST_COMMENT, LOCATOR_SIZE = 22, 65_535, 20
LARGEST_DIRECTORY = 1024 * 1024


def directory_is_bearable(file) -> bool:
    """Whether the archive's list of entries is small enough to be read; false for no archive and a 64-bit one."""
    tail = _tail(file)
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_SIZE or ZIP64 in tail[max(at - LOCATOR_SIZE, 0) : at]:
        return False
    (size,) = struct.unpack_from("<I", tail, at + 12)
    return size <= LARGEST_DIRECTORY


def _tail(file) -> bytes:
    end = file.seek(0, 2)
    file.seek(max(end - LONGEST_COMMENT - END_SIZE - LOCATOR_SIZE, 0))
    tail = file.read()
    file.seek(0)
    return tail
