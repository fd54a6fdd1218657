"""Answers of the command line for people: tables and indented lines on stdout."""

from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.markup import escape
from rich.table import Table
from rich.tree import Tree

from api.ingestion import IngestReport, Status
from api.labels import Labels
from api.rendering import answer_figure, number
from ingest import ModelReport
from ingest.facts import Extraction
from kg import DoubtRecord, EvidenceRecord, Lineage, LineageNode, RulingRecord
from search import Expert, Reply, SearchResult, Team


class Printer:
    """Writes to one console in the words of the labels."""

    def __init__(self, console: Console, labels: Labels) -> None:
        self._out, self._labels = console, labels

    def extraction(self, name: str, extraction: Extraction) -> None:
        """The facts of one document."""
        table = Table(title=escape(name), title_justify="left", show_header=False)
        for entity in extraction.entities:
            table.add_row(
                self._labels.type(entity.key.type.value), escape(entity.key.name), escape("、".join(entity.aliases))
            )
        for r in extraction.relations:
            word = self._labels.relation(r.type.value, from_head=True)
            table.add_row(escape(r.head.name), word, escape(r.tail.name))
        for m in extraction.measures:
            word = self._labels.measure(m.type.value)
            table.add_row(escape(m.subject.name), word, ("约" if m.approx else "") + number(m.value, m.unit))
        self._out.print(table)

    def model_report(self, report: ModelReport) -> None:
        """What came of asking a language model."""
        dropped = "，".join(f"{self._labels.word('dropped', why.value)}{n}条" for why, n in report.dropped.items())
        self._out.print(
            f"语言模型：问了{report.requests}次，约{report.tokens}个词元；补充{report.added}条，"
            f"与规则相同{report.confirmed}条，不收{sum(report.dropped.values())}条"
            + (f"（{dropped}）" if dropped else "")
            + (f"；{report.unread}段没有能读的回答" if report.unread else "")
            + "。",
            markup=False,
        )

    def report(self, report: IngestReport) -> None:
        """How many files came in, and every file that did not or that changed, and every part that was not read."""
        shown = [s for s in Status if s is not Status.IGNORED or report.of(s)]
        counts = "，".join(f"{self._labels.word('outcomes', s.value)}{len(report.of(s))}个" for s in shown)
        self._out.print(f"共{len(report.outcomes)}个文件：{counts}。")
        for status in (Status.CHANGED, Status.REFUSED, Status.IGNORED):
            for outcome in report.of(status):
                word = self._labels.word("outcomes", status.value)
                self._out.print(f"  {word}  {outcome.file}：{outcome.reason}", markup=False)
        for outcome in report.outcomes:
            for problem in outcome.passed_over:
                self._out.print(f"  没有读  {outcome.file}：{problem}", markup=False)

    def counts(self, counts: Mapping[str, int]) -> None:
        """The library's numbers."""
        table = Table(show_header=False)
        table.add_column()
        table.add_column(justify="right")
        for name, count in counts.items():
            table.add_row(self._labels.count(name), f"{count:,}")
        self._out.print(table)

    def hits(self, result: SearchResult) -> None:
        """Search results, best first."""
        if not result.hits:
            self._out.print("资料库里没有找到相近的内容。")
        for place, hit in enumerate(result.hits, 1):
            self._out.print(f"{place}. [bold]{escape(hit.name)}[/]  {self._labels.type(hit.type)}  {hit.score:.2f}")
            self._evidence(hit.evidence[:1])

    def experts(self, experts: Iterable[Expert]) -> None:
        """Experts, best first."""
        found = tuple(experts)
        if not found:
            self._out.print("资料库里没有找到做过类似事情的人或工作室。")
        for place, expert in enumerate(found, 1):
            self._expert(place, expert)

    def team(self, team: Team) -> None:
        """The members of a team, each with what they add."""
        if not team.members:
            self._out.print("资料库里没有找到做过类似事情的人或工作室。")
        for place, member in enumerate(team.members, 1):
            self._expert(place, member.expert)
            added = "、".join((*member.words, *(f"“{source.name}”" for source in member.sources)))
            self._out.print(f"   补上：{added}", markup=False)
        if team.members and team.missing:
            self._out.print(f"没有人碰过的：{'、'.join(team.missing)}", markup=False)

    def _expert(self, place: int, expert: Expert) -> None:
        about = "  ".join(filter(None, (expert.employer, "、".join(expert.honours[:3]))))
        ties = f"  已结对{expert.load.total}" if expert.load.total else ""
        self._out.print(f"{place}. [bold]{escape(expert.name)}[/]  {escape(about)}  合适程度{expert.fit:.2f}{ties}")
        self._evidence(expert.evidence[:1])

    def reply(self, reply: Reply) -> None:
        """Answers to a question."""
        for answer in reply.answers:
            told = "，".join(part for part in (answer.as_of, answer.note) if part)
            shown = f"[bold]{escape(answer.name or '')}[/] {escape(answer_figure(answer))}".strip()
            self._out.print(f"{shown}（{escape(told)}）" if told else shown)
            self._evidence(answer.evidence[:1])
        if reply.message:
            self._out.print(reply.message, markup=False)

    def doubts(self, doubts: Iterable[DoubtRecord]) -> None:
        """Pairs that may be one, the likeliest first."""
        found = tuple(doubts)
        if not found:
            self._out.print("没有需要判断的。")
        for place, doubt in enumerate(found, 1):
            self._out.print(f"{place}. {self._labels.type(doubt.one.type.value)}  {doubt.score:.2f}")
            for end in (doubt.one, doubt.other):
                self._out.print(f"   [bold]{escape(end.name)}[/]  {end.id}")
            for word, reasons in (("支持", doubt.speaks_for), ("反对", doubt.speaks_against)):
                if reasons:
                    self._out.print(f"   {word}：{'；'.join(reasons)}", style="dim", markup=False)

    def rulings(self, rulings: Iterable[RulingRecord]) -> None:
        """What humans decided, the newest first."""
        found = tuple(rulings)
        if not found:
            self._out.print("还没有作过决定。")
        for ruling in found:
            word = "是同一个" if ruling.same else "不是同一个"
            self._out.print(f"{ruling.id}  {ruling.one} 与 {ruling.other} {word}", markup=False)

    def lineage(self, lineage: Lineage) -> None:
        """A person's masters and apprentices as a tree."""
        tree = Tree(f"[bold]{escape(lineage.root.name)}[/]")
        if lineage.mentors:
            _grow(tree.add("师傅"), lineage.mentors)
        if lineage.apprentices:
            _grow(tree.add("徒弟"), lineage.apprentices)
        self._out.print(tree)
        if not lineage.mentors and not lineage.apprentices:
            self._out.print(f"资料库里没有写到{lineage.root.name}的师傅或徒弟。", markup=False)

    def _evidence(self, evidence: Iterable[EvidenceRecord]) -> None:
        for e in evidence:
            self._out.print(f"   {e.text}——《{e.title}》", style="dim", markup=False)


def _grow(tree: Tree, nodes: Iterable[LineageNode]) -> None:
    for node in nodes:
        _grow(tree.add(escape(node.entity.name)), (*node.mentors, *node.apprentices))
