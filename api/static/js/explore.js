// The surroundings of an entity: a click opens what is clicked. The address of the page keeps what is open, and the list
// of relations below is the server's for that address.
import { entityPath } from "./addresses.js";
import { draw, palette } from "./chart.js";
import { addNote, addTools } from "./chart-tools.js";

const SIGN = 24;
const NAME = 18; // the height of a name
const RING = 150; // pixels from one ring to the next, at least
const BESIDE = 46; // and from one neighbour in a ring to the next
const CROWD = 0.6; // how far entities with much behind them get more of their ring: 1 as they need, 0 as all others
const NAMED = 80; // entities; of more, only those with most relations show their names
const WORDED = 16; // relations; of more, their words are told only where the pointer is

/** Where entities stand: in rings around the root, as far out as they are from it, behind those that lead to them. */
function places({ root, entities, relations }, wide) {
  const next = new Map(entities.map(({ id }) => [id, new Set()]));
  relations.forEach(({ head, tail }) => { next.get(head).add(tail); next.get(tail).add(head); });
  const behind = new Map([[root, []]]);
  const order = [root];
  for (const id of order) {
    for (const other of next.get(id)) {
      if (behind.has(other)) continue;
      behind.set(other, []);
      behind.get(id).push(other);
      order.push(other);
    }
  }
  const leaves = new Map();
  for (const id of [...order].reverse()) leaves.set(id, Math.max(1, behind.get(id).reduce((sum, other) => sum + leaves.get(other), 0)));
  const share = (id) => leaves.get(id) ** CROWD;
  const ring = Math.max(RING, (leaves.get(root) * BESIDE) / (4 * Math.PI));
  const found = new Map([[root, { x: 0, y: 0, out: 0, from: -Math.PI / 2, turn: 2 * Math.PI }]]);
  for (const id of order) {
    let { from } = found.get(id);
    const { out, turn } = found.get(id);
    const row = behind.get(id);
    const all = row.reduce((sum, other) => sum + share(other), 0);
    row.forEach((other, index) => {
      const part = (turn * share(other)) / all;
      const angle = from + part / 2;
      // of many in a row every second one stands a little farther out, so that their names have room
      const radius = ring * (out + 1 + (row.length > 8 ? 0.4 * (index % 2) : 0));
      found.set(other, { x: wide * radius * Math.cos(angle), y: radius * Math.sin(angle), out: out + 1, from, turn: part });
      from += part;
    });
  }
  return found;
}

/** The page's own filters and opened entities, as parameters of an address. */
function opening(id) {
  const asked = new URLSearchParams(location.search);
  asked.append("open", id);
  asked.delete("page");
  return asked;
}

export default async function (figure) {
  const { address, signs, kinds } = JSON.parse(figure.querySelector("script").textContent);
  const answer = await fetch(address);
  if (!answer.ok) return;
  let around = await answer.json();

  const named = () => {
    const times = new Map();
    around.relations.forEach(({ head, tail }) => [head, tail].forEach((id) => times.set(id, (times.get(id) || 0) + 1)));
    const most = [...around.entities].sort((one, other) => (times.get(other.id) || 0) - (times.get(one.id) || 0));
    return new Set([around.root, ...most.slice(0, NAMED).map(({ id }) => id)]);
  };
  const short = (name) => (name.length > 12 ? `${name.slice(0, 11)}…` : name);
  const node = (entity, place, isNamed, colours) => {
    const root = entity.id === around.root;
    const { ink, wash } = colours.types[entity.type.toLowerCase()];
    const size = root ? SIGN + 10 : SIGN;
    return {
      id: entity.id, name: entity.name, entity, symbolSize: size, x: place.x, y: place.y,
      itemStyle: { color: root ? ink : wash, borderColor: ink, borderWidth: entity.left_out ? 2.5 : 1 },
      label: {
        // the sign stands in the circle, the name under it
        formatter: `{sign|${signs[entity.type]}}${isNamed ? `\n{name|${short(entity.name)}${entity.left_out ? ` ＋${entity.left_out}` : ""}}` : ""}`,
        offset: [0, isNamed ? NAME / 2 : 0],
        rich: { sign: { color: root ? colours.surface : ink, fontWeight: 700, fontSize: 12, lineHeight: size, align: "center" }, name: { color: colours.ink, fontSize: 12, lineHeight: NAME, align: "center", fontWeight: root ? 700 : 400, textBorderColor: colours.surface, textBorderWidth: 3 } },
      },
    };
  };
  const canvas = figure.querySelector(".canvas");
  const wide = () => Math.min(1.8, Math.max(0.7, canvas.clientWidth / canvas.clientHeight));
  const option = (_, colours) => {
    const [at, some] = [places(around, wide()), named()];
    return {
      tooltip: {
        show: true, renderMode: "richText", backgroundColor: colours.surface, borderColor: colours.line, textStyle: { color: colours.ink },
        formatter: ({ dataType, data }) => (dataType === "edge" ? `${data.said}` : data.entity.left_out ? `${data.name}\n还有${data.entity.left_out}条关系没有画出，点击展开` : data.name),
      },
      series: [{
        type: "graph", layout: "none", roam: true, scaleLimit: { min: 0.3, max: 20 }, nodeScaleRatio: 0.3, zoom: 1, center: null,
        data: around.entities.map((entity) => node(entity, at.get(entity.id), some.has(entity.id), colours)),
        links: around.relations.map(({ head, tail, type }) => ({
          source: head, target: tail, said: `${nameOf(head)}的${kinds[type]}：${nameOf(tail)}`, word: kinds[type],
        })),
        edgeSymbol: ["none", "arrow"], edgeSymbolSize: 6, autoCurveness: true,
        edgeLabel: { show: around.relations.length <= WORDED, formatter: ({ data }) => data.word, color: colours.muted, fontSize: 11 },
        label: { show: true, position: "inside" },
        lineStyle: { color: colours.muted, opacity: 0.55, width: 1.2 },
        emphasis: { focus: "adjacency", lineStyle: { width: 2.5, opacity: 1 } },
      }],
    };
  };
  const nameOf = (id) => names.get(id);
  let names = new Map(around.entities.map(({ id, name }) => [id, name]));

  figure.classList.add("tall");
  const chart = draw(figure, option);
  const tell = addNote(figure);
  addTools(figure, chart, `${nameOf(around.root)}的周围`, [["看全", () => chart.setOption({ series: [{ zoom: 1, center: null }] })]]);

  const open = async (entity) => {
    const asked = opening(entity.id);
    const [graph, page] = await Promise.all([fetch(`/api/v1/graph?${withId(asked)}`), fetch(`/graph?${asked}`)]);
    if (!graph.ok || !page.ok) return tell("没有展开：已经展开得太多，请先按类型、关系筛选。", []);
    around = await graph.json();
    names = new Map(around.entities.map(({ id, name }) => [id, name]));
    chart.setOption(option(null, palette()));
    const read = new DOMParser().parseFromString(await page.text(), "text/html");
    for (const part of ["[data-told]", "[data-relations]", "form.filters"]) document.querySelector(part).replaceWith(read.querySelector(part));
    history.replaceState(null, "", `/graph?${asked}`);
  };
  const withId = (asked) => {
    const wanted = new URLSearchParams(asked);
    wanted.set("id", around.root);
    return wanted;
  };
  chart.on("click", ({ dataType, data }) => {
    if (dataType !== "node") return;
    const { entity } = data;
    tell(entity.name, [["资料", entityPath(entity)], ["以它为起点", `/graph?id=${entity.id}`]]);
    if (entity.left_out) open(entity);
  });
}
