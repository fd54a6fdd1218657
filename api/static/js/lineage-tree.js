// The tree of a person: masters above, apprentices below, in columns. A click folds and unfolds a person's branches.
import { entityPath } from "./addresses.js";
import { draw } from "./chart.js";
import { addNote, addTools } from "./chart-tools.js";

const STEP = 84;
const HEIGHT = 32;
const GAP = 14;
const CHARACTER = 14;
const PADDING = 20;
const FIT = 0.8; // the share of its canvas into which ECharts fits a graph
const SIZED = 1e-6; // boxes keep their size when one zooms, as their names do
const CLOSEST = 0.85; // at first, a larger tree is made so much smaller and no more
const LOW = 260;
const HIGH = 620; // pixels of the canvas
const MANY = 120; // people; in larger trees, all from the third generation on are folded at first

/** The persons of one side, each once for every person that they stand under; those told elsewhere are marked. */
function peopleOf(tree, side, direction) {
  const key = side === "mentors" ? "师傅" : "徒弟";
  const grown = new Set();
  const note = (nodes) => nodes.forEach((node) => {
    if (node[side].length) grown.add(node.id);
    note(node[side]);
  });
  note(tree[side]);
  const person = (node, nearer, generation) => ({
    id: node.id, name: node.name, word: key, nearer, generation: generation * direction, key: `${side}/${nearer.id}/${node.id}`,
    again: !node[side].length && grown.has(node.id),
    branches: node[side].map((one) => person(one, node, generation + 1)),
  });
  return tree[side].map((node) => person(node, tree.root, 1));
}

/** Gives every shown person a column: leaves from left to right, others over the middle of theirs; 0 is the root's. */
function place(branches, folded) {
  let columns = 0;
  const found = [];
  const visit = (some) => {
    if (!some.length) return columns++;
    const at = some.map((one) => (one.column = visit(folded.has(one.key) ? [] : one.branches)));
    const middle = (at[0] + at[at.length - 1]) / 2;
    some.forEach((one) => { one.parent = middle; found.push(one); });
    return middle;
  };
  const middle = visit(branches);
  found.forEach((one) => { one.column -= middle; one.parent -= middle; });
  return found;
}

export default async function (figure) {
  const { address } = JSON.parse(figure.querySelector("script").textContent);
  const answer = await fetch(address);
  if (!answer.ok) return;
  const tree = await answer.json();
  const sides = [peopleOf(tree, "mentors", -1), peopleOf(tree, "apprentices", 1)];
  const all = [];
  const collect = (some) => some.forEach((one) => { all.push(one); collect(one.branches); });
  sides.forEach(collect);
  const folded = new Set(all.length > MANY ? all.filter((one) => Math.abs(one.generation) > 1 && one.branches.length).map((one) => one.key) : []);
  const canvas = figure.querySelector(".canvas");
  const view = { pixels: 0, center: null, fit: 1 };

  const box = (one, width, colours) => {
    const root = one.generation === 0;
    const more = folded.has(one.key) ? ` ＋${one.branches.length}` : "";
    return {
      id: one.key, name: `${one.name}${more}`, x: one.column * (width + GAP), y: one.generation * STEP, isPerson: true,
      symbol: "roundRect", symbolSize: [width, HEIGHT], cursor: one.branches.length ? "pointer" : "default",
      itemStyle: { color: root ? colours.accent : colours.surface, borderColor: colours.accent, borderWidth: more ? 2 : 1, borderType: one.again ? "dashed" : "solid" },
      label: { color: root ? colours.surface : colours.ink, fontWeight: root || more ? 700 : 400 },
    };
  };
  // a line with right angles: over two points without a size, halfway between the generations
  const line = (one, width) => {
    const side = Math.sign(one.generation);
    const middle = (one.generation - side / 2) * STEP;
    const nearer = one.nearer.id === tree.root.id && Math.abs(one.generation) === 1 ? "root" : one.above.key;
    const points = [one.parent, one.column].map((column, index) => (
      { id: `${one.key}/${index}`, x: column * (width + GAP), y: middle, symbolSize: 0, silent: true, label: { show: false } }));
    return { points, links: [[nearer, points[0].id], [points[0].id, points[1].id], [points[1].id, one.key]].map(([source, target]) => ({ source, target })) };
  };
  const link = (some, above) => some.forEach((one) => { one.above = above; link(one.branches, one); });
  sides.forEach((some) => link(some, null));

  const option = (_, colours) => {
    const shown = sides.flatMap((some) => (some.length ? place(some, folded) : []));
    const root = { ...tree.root, key: "root", generation: 0, column: 0, branches: [] };
    const width = Math.max(...[root, ...shown].map((one) => one.name.length + (folded.has(one.key) ? 2 : 0))) * CHARACTER + PADDING;
    const lines = shown.map((one) => line(one, width));
    const boxes = [root, ...shown].map((one) => box(one, width, colours));
    const [xs, ys] = [boxes.map((one) => one.x), boxes.map((one) => one.y)];
    const [left, right, top, bottom] = [Math.min(...xs) - width / 2, Math.max(...xs) + width / 2, Math.min(...ys) - HEIGHT, Math.max(...ys) + HEIGHT];
    // two corners that make one unit of the layout one pixel where the tree is smaller than its canvas
    const half = [Math.max(right - left, canvas.clientWidth * FIT) / 2, Math.max(bottom - top, canvas.clientHeight * FIT) / 2];
    const middle = [(left + right) / 2, (top + bottom) / 2];
    const corners = [-1, 1].map((sign) => ({ id: `corner${sign}`, x: middle[0] + sign * half[0], y: middle[1] + sign * half[1], symbolSize: 0, silent: true, label: { show: false } }));
    view.fit = Math.min((canvas.clientWidth * FIT) / (2 * half[0]), (canvas.clientHeight * FIT) / (2 * half[1]));
    view.pixels = view.pixels || Math.max(CLOSEST, view.fit);
    const fits = [half[0] * 2 * FIT <= canvas.clientWidth * FIT, half[1] * 2 * FIT <= canvas.clientHeight * FIT];
    view.center = view.center || [fits[0] ? middle[0] : 0, fits[1] ? middle[1] : 0];
    return {
      animation: false,
      tooltip: { show: false },
      series: [{
        type: "graph", layout: "none", roam: true, scaleLimit: { min: 0.05 }, nodeScaleRatio: SIZED, zoom: view.pixels / view.fit, center: view.center,
        data: [...corners, ...lines.flatMap((one) => one.points), ...boxes], links: lines.flatMap((one) => one.links),
        label: { show: true, position: "inside", fontSize: CHARACTER, formatter: "{b}" },
        lineStyle: { color: colours.muted, width: 1.2, opacity: 1 }, emphasis: { disabled: true },
      }],
    };
  };

  const reach = (some) => Math.max(0, ...some.map((one) => (folded.has(one.key) ? 1 : 1 + reach(one.branches))));
  const generations = 1 + reach(sides[0]) + reach(sides[1]);
  canvas.style.height = `${Math.min(HIGH, Math.max(LOW, (generations * STEP + HEIGHT) / FIT))}px`;
  const chart = draw(figure, option);
  const tell = addNote(figure);
  const redraw = () => document.dispatchEvent(new CustomEvent("themechange"));
  const foldAll = (fold) => {
    folded.clear();
    if (fold) all.filter((one) => one.branches.length).forEach((one) => folded.add(one.key));
    redraw();
  };
  addTools(figure, chart, `${tree.root.name}的师徒谱系`, [
    ["看全", () => { Object.assign(view, { pixels: Math.min(1, view.fit), center: null }); redraw(); }],
    ...(all.some((one) => one.branches.length) ? [["全部收起", () => foldAll(true)], ["全部展开", () => foldAll(false)]] : []),
  ]);
  chart.on("graphRoam", () => {
    const [{ zoom, center }] = chart.getOption().series;
    Object.assign(view, { pixels: zoom * view.fit, center });
  });
  const people = new Map([["root", { ...tree.root, generation: 0, branches: [] }], ...all.map((one) => [one.key, one])]);
  chart.on("click", ({ data }) => {
    if (!data.isPerson) return;
    const one = people.get(data.id);
    const pair = one.generation > 0 ? [one.nearer, one] : [one, one.nearer];
    const links = [["资料", entityPath(one)]];
    if (one.generation) links.push(["谱系", `/lineage/${one.id}`], ["这一对", `/lineage/pair?master=${pair[0].id}&apprentice=${pair[1].id}`]);
    tell(one.name, links);
    if (!one.branches.length) return;
    if (!folded.delete(one.key)) folded.add(one.key);
    redraw();
  });
}
