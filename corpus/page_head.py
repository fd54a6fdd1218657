"""What a web page states about itself: headline, who published it and when."""

import re
from dataclasses import dataclass, field
from html import unescape

from corpus.markup import StartTag
from corpus.metadata import Details, Stated, describe, parse_day

# <meta> names by what they state, best first. ArticleTitle, ContentSource, PubDate and SiteName are the names that the
# General Office of the State Council sets for government sites (政府网站发展指引, 国办发〔2017〕47号).
_TITLE = ("articletitle", "og:title")
_SOURCE = ("source", "contentsource", "og:site_name", "publisher", "sitename", "author")
_DATE = ("article:published_time", "pubdate", "publishdate", "publish_date", "date", "og:release_date")
_SITE = re.compile(
    r"\s*(?:[_|｜]|--|\s[-–—]\s).*|\s*[-–—]\s*[^-–—]{1,20}(?:网|报|频道|在线|新闻|政府|工会)$", re.DOTALL
)
_OPENING_CHARACTERS = 2000


@dataclass(slots=True)
class PageHead:
    """Filled while the page is read."""

    title: str = ""
    time: str = ""
    meta: dict[str, str] = field(default_factory=dict)
    headings: list[str] = field(default_factory=list)

    def note(self, tag: StartTag, markup: str) -> None:
        """Keep what a tag states."""
        if tag.name == "title" and tag.content and not self.title:
            self.title = " ".join(unescape(markup[slice(*tag.content)]).split())
        elif tag.name == "meta":
            name = tag.attributes.get("property") or tag.attributes.get("name") or ""
            self.meta.setdefault(name.strip().lower(), " ".join(tag.attributes.get("content", "").split()))
        elif tag.name == "time" and not self.time:
            self.time = tag.attributes.get("datetime", "")

    def details(self, text: str, stem: str) -> Details:
        """Title, source and date; what is not stated comes from the head of the page's text."""
        published = next((day for name in _DATE if (day := parse_day(self.meta.get(name)))), None)
        title = self._first(_TITLE) or self._headline(text)
        return describe(text, stem, Stated(title, self._first(_SOURCE), published or parse_day(self.time)))

    def _first(self, names: tuple[str, ...]) -> str | None:
        return next((value for name in names if (value := self.meta.get(name))), None)

    def _headline(self, text: str) -> str | None:
        """The <h1> that agrees with <title>; without one, <title> less the site's name if the page shows it; any <h1>.

        An <h1> alone may be the site's name, and <title> alone may be as well.
        """
        bare = _SITE.sub("", self.title) or self.title
        agreeing = [heading for heading in self.headings if bare and _same(heading, bare)]
        if agreeing:
            return " ".join(max(agreeing, key=len).split())
        if bare and _squeezed(bare) in _squeezed(text[:_OPENING_CHARACTERS]):
            return bare
        return " ".join(self.headings[0].split()) if self.headings else bare or None


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _same(one: str, other: str) -> bool:
    return _squeezed(one) in _squeezed(other) or _squeezed(other) in _squeezed(one)
