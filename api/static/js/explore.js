// The surroundings of an entity: a click opens what is clicked. The address of the page keeps what is open, and the list
// of relations below is the server's for that address.
import { entityPath } from "./addresses.js";
import { draw, palette } from "./chart.js";
import { addNote, addTools } from "./chart-tools.js";
import { addPan } from "./pan.js";
import { places, roomFor } from "./rings.js";

const SIGN = 24;
const NAME = 18; // the height of a name
const DOT = 7; // pixels of an entity in a crowd
const CROWDED = 300; // entities; of more, those without a name are dots, and nothing else changes where the pointer is
const NAMED = 80; // names at a time
const WORDED = 16; // relations; of more, their words are told only where the pointer is
const TOLD = 6; // relations of what the pointer is on
const FIT = 0.8; // the most of its canvas that a graph fills
const EDGE = 72; // pixels beside it at least, where half a name has room
const REST_MS = 250; // without a move, before names are chosen anew for what is in sight

/** The page's own filters and opened entities, as parameters of an address. */
function opening(id) {
  const asked = new URLSearchParams(location.search);
  asked.append("open", id);
  asked.delete("page");
  return asked;
}

/** The relations as links of the chart: of several between the same two, the first tells the words of all. */
function linksOf({ root, entities, relations }, names, kinds) {
  const crowd = entities.length > CROWDED;
  const between = new Map();
  const pair = ({ head, tail }) => [head, tail].sort().join(" ");
  for (const one of relations) between.set(pair(one), [...(between.get(pair(one)) || []), one]);
  const atRoot = [...between.values()].filter(([{ head, tail }]) => head === root || tail === root);
  return relations.map((one) => {
    const all = between.get(pair(one));
    const first = all[0] === one;
    return {
      source: one.head, target: one.tail,
      said: `${names.get(one.head)}的${kinds[one.type]}：${names.get(one.tail)}`,
      words: first ? [...new Set(all.map(({ type }) => kinds[type]))].join("、") : "",
      ...(!crowd && first && atRoot.length <= WORDED && atRoot.includes(all) && { label: { show: true } }),
    };
  });
}

/** The entities, the root first, then those with most relations. */
function byRelations({ root, entities, relations }) {
  const times = new Map([[root, Infinity]]);
  relations.forEach(({ head, tail }) => [head, tail].forEach((id) => times.set(id, (times.get(id) || 0) + 1)));
  return [...entities].sort((one, other) => (times.get(other.id) || 0) - (times.get(one.id) || 0));
}

const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
const short = (name) => (name.length > 12 ? `${name.slice(0, 11)}…` : name);
const called = ({ name, left_out: more }) => `${short(name)}${more ? ` ＋${more}` : ""}`;

export default async function (figure) {
  const { address, signs, kinds } = JSON.parse(figure.querySelector("script").textContent);
  const answer = await fetch(address);
  if (!answer.ok) return;
  let around;
  let names;
  let ranked;
  let links;
  let saidOf;
  const take = (graph) => {
    around = graph;
    names = new Map(graph.entities.map(({ id, name }) => [id, name]));
    ranked = byRelations(graph);
    links = linksOf(graph, names, kinds);
    saidOf = new Map();
    for (const { source, target, said } of links) for (const id of [source, target]) saidOf.set(id, [...(saidOf.get(id) || []), said]);
  };
  take(await answer.json());
  const canvas = figure.querySelector(".canvas");
  const view = { zoom: 1, center: null, shown: new Set() };
  const isCrowd = () => around.entities.length > CROWDED;
  const room = () => {
    const { clientWidth: width, clientHeight: height } = canvas;
    return [Math.min(width * FIT, width - 2 * EDGE), height * FIT];
  };
  const wide = () => {
    const [across, down] = room();
    return Math.min(1.8, Math.max(0.45, across / down));
  };

  /** The middle of the places, and how large they are drawn before anybody zooms. */
  const frame = (at) => {
    const [xs, ys] = [[...at.values()].map(({ x }) => x), [...at.values()].map(({ y }) => y)];
    const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
    const [across, down] = [right - left || 1, bottom - top || 1];
    const [width, height] = room();
    const scale = Math.min(width / across, height / down);
    return { middle: [(left + right) / 2, (top + bottom) / 2], scale, width: across * scale, height: down * scale };
  };
  /** Who shows a name: of those in sight, as many as have room. */
  const named = (at, { middle, scale: unzoomed }) => {
    const { clientWidth: width, clientHeight: height } = canvas;
    const scale = view.zoom * unzoomed;
    const [x, y] = view.center || middle;
    const spots = ranked.map((one) => ({ id: one.id, word: called(one), x: (at.get(one.id).x - x) * scale, y: (at.get(one.id).y - y) * scale }));
    return roomFor(spots.filter((spot) => Math.abs(spot.x) < width / 2 && Math.abs(spot.y) < height / 2), NAMED);
  };
  const node = (entity, place, isNamed, colours) => {
    const root = entity.id === around.root;
    const { ink, wash } = colours.types[entity.type.toLowerCase()];
    const dot = !isNamed && isCrowd();
    const size = dot ? DOT : root ? SIGN + 10 : SIGN;
    return {
      id: entity.id, name: entity.name, entity, symbolSize: size, x: place.x, y: place.y, z: dot ? 0 : 1,
      itemStyle: { color: root || dot ? ink : wash, borderColor: ink, borderWidth: dot ? 0 : entity.left_out ? 2.5 : 1 },
      label: dot ? { show: false } : {
        // the sign stands in the circle, the name under it
        show: true, formatter: `{sign|${signs[entity.type]}}${isNamed ? `\n{name|${called(entity)}}` : ""}`,
        offset: [0, isNamed ? NAME / 2 : 0],
        rich: { sign: { color: root ? colours.surface : ink, fontWeight: 700, fontSize: 12, lineHeight: size, align: "center" }, name: { color: colours.ink, fontSize: 12, lineHeight: NAME, align: "center", fontWeight: root ? 700 : 400, textBorderColor: colours.surface, textBorderWidth: 3 } },
      },
    };
  };
  /** The entities as ECharts draws them, and the size of the whole. */
  const drawn = (colours) => {
    const at = places(around, wide());
    const { width, height, ...framed } = frame(at);
    view.shown = named(at, framed);
    return { width, height, data: around.entities.map((entity) => node(entity, at.get(entity.id), view.shown.has(entity.id), colours)) };
  };
  const told = ({ data: { id, name, entity } }) => {
    const said = saidOf.get(id) || [];
    const left = said.length - TOLD;
    const more = entity.left_out ? [`还有${entity.left_out}条关系没有画出，点击展开`] : [];
    return [name, ...said.slice(0, TOLD), ...(left > 0 ? [`另有${left}条，见下表`] : []), ...more].join("\n");
  };
  const option = (_, colours) => {
    const crowd = isCrowd();
    return {
      animation: !crowd && !still,
      tooltip: {
        show: true, renderMode: "richText", backgroundColor: colours.surface, borderColor: colours.line, textStyle: { color: colours.ink },
        formatter: (item) => (item.dataType === "edge" ? item.data.said : told(item)),
      },
      series: [{
        type: "graph", layout: "none", roam: crowd ? "scale" : true, scaleLimit: { min: 0.3, max: 20 }, nodeScaleRatio: 0.3, zoom: view.zoom, center: view.center,
        ...drawn(colours), links,
        edgeSymbol: ["none", crowd ? "none" : "arrow"], edgeSymbolSize: 6, autoCurveness: !crowd,
        edgeLabel: { show: false, formatter: ({ data }) => data.words, color: colours.muted, opacity: 1, fontSize: 11, textBorderColor: colours.surface, textBorderWidth: 3 },
        label: { show: true, position: "inside" },
        lineStyle: { color: colours.muted, opacity: crowd ? 0.3 : 0.55, width: crowd ? 1 : 1.2 },
        emphasis: crowd ? { disabled: true } : { focus: "adjacency", lineStyle: { width: 2.5, opacity: 1 } },
      }],
    };
  };

  figure.classList.add("tall");
  const chart = draw(figure, option);
  const tell = addNote(figure);
  addPan(canvas, chart, isCrowd);
  const chooseNames = () => {
    const before = view.shown;
    const series = drawn(palette());
    if (before.size !== view.shown.size || [...before].some((id) => !view.shown.has(id))) chart.setOption({ series: [series] });
  };
  let rest = 0;
  chart.on("graphRoam", () => {
    clearTimeout(rest);
    rest = setTimeout(() => {
      const [{ zoom, center }] = chart.getOption().series;
      Object.assign(view, { zoom, center });
      chooseNames();
    }, REST_MS);
  });
  addTools(figure, chart, `${names.get(around.root)}的周围`, [["看全", () => {
    Object.assign(view, { zoom: 1, center: null });
    chart.setOption({ series: [{ zoom: 1, center: null, ...drawn(palette()) }] });
  }]]);

  const open = async (entity) => {
    const asked = opening(entity.id);
    const [graph, page] = await Promise.all([fetch(`/api/v1/graph?${withId(asked)}`), fetch(`/graph?${asked}`)]);
    if (!graph.ok || !page.ok) return tell("没有展开：已经展开得太多，请先按类型、关系筛选。", []);
    take(await graph.json());
    Object.assign(view, { zoom: 1, center: null });
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
