"""The two doors by which a ledger comes in, the page and the command, and what each tells of it."""

import html
import re
from dataclasses import dataclass
from io import StringIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

COUNTS = re.compile(r"合格(\d+)行，已有(\d+)行，未通过(\d+)行")
REFUSAL = re.compile(r"✗ 工作表“.*?”第(\d+)行(?:([A-Z]+)列)?“(.*?)”：(.*)")


@dataclass
class Told:
    """What a person was told of a ledger before anything is saved."""

    words: str
    counts: tuple[int, ...]
    refused: dict[tuple[int, str], str]
    doubts: list[str]


class Page:
    """A person who uploads the file, looks at the preview, answers what is asked, confirms and saves."""

    def __init__(self, client, path):
        self.client = client
        file = SimpleUploadedFile(path.name, path.read_bytes())
        self.answer = client.post(reverse("imports"), {"file": file}, follow=True)

    def why_unreadable(self):
        """What the first page says of a file that is not kept."""
        return plain(self.answer.content.decode())

    def look(self, **said):
        if said:
            url = self.answer.wsgi_request.path
            self.answer = self.client.post(url, {"do": "check", **said}, follow=True)
        page = self.answer.content.decode()
        cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.S) for row in re.findall(r"<tr>(.*?)</tr>", page, re.S)]
        rows = [[plain(cell) for cell in row] for row in cells if 'data-label="原因"' in page]
        refused = {(int(row[1]), row[2]): row[4] for row in rows if len(row) == 5 and row[1].isdigit()}
        doubts = re.findall(r"<strong>存疑</strong>(.*?)</li>", page, re.S)
        counts = tuple(tile.value for tile in self.answer.context["tiles"])
        return Told(plain(page), counts, refused, [plain(each) for each in doubts])

    def save(self, *, skip, confirmed):
        """The page after the attempt."""
        url, data = self.answer.wsgi_request.path, {"do": "good" if skip else "all"}
        data |= {"fingerprint": self.answer.context["fingerprint"]} | ({"confirmed": "on"} if confirmed else {})
        self.answer = self.client.post(url, data, follow=True)
        return plain(self.answer.content.decode())


class Command:
    """A person at the server, who looks at the file and saves it by the command, under the same account."""

    def __init__(self, username, path, out):
        self.begun, self.out = ["import_ledger", str(path), "--by", username], out

    def _run(self, *more):
        words = StringIO()
        try:
            call_command(*self.begun, *more, stdout=words)
        except CommandError as refusal:
            words.write(str(refusal))
        return words.getvalue()

    def why_unreadable(self):
        return self._run()

    def look(self, **said):
        self.begun += [part for name, value in said.items() for part in (f"--{name}", str(value))]
        words = self._run()
        counts = tuple(sum(map(int, column)) for column in zip(*COUNTS.findall(words), strict=True))
        found = REFUSAL.findall(words)
        refused = {(int(row), f"{letter} {title}".strip()): cause for row, letter, title, cause in found}
        return Told(plain(words), counts, refused, re.findall(r"^  \? (.*)$", words, re.M))

    def save(self, *, skip, confirmed):
        return self._run(
            "--commit", *(["--skip-refused", str(self.out)] if skip else []), *(["--confirm"] if confirmed else [])
        )


def plain(page):
    """The words of a page or a printout, each run of blanks as one."""
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", "", page))).strip()
