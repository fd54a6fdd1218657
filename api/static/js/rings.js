// Where the entities of a graph stand, and which of them have room for their names.
const RING = 150; // pixels from one ring to the next, at least
const BESIDE = 46; // and from one neighbour in a ring to the next
const CROWD = 0.6; // how far entities with much behind them get more of their ring: 1 as they need, 0 as all others
const CHARACTER = 12;
const TALL = 38; // pixels of a sign with a name under it
const APART = 6; // between two names

/** Where entities stand: in rings around the root, as far out as they are from it, behind those that lead to them. */
export function places({ root, entities, relations }, wide) {
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

/**
 * Who can show a name so that no two names lie over each other, the most important first.
 * @param {{ id: string, word: string, x: number, y: number }[]} candidates in pixels, the most important first
 * @param {number} most names
 */
export function roomFor(candidates, most) {
  const taken = [];
  const shown = new Set();
  for (const { id, word, x, y } of candidates) {
    if (shown.size === most) break;
    const half = (word.length * CHARACTER) / 2 + APART;
    if (taken.some((one) => Math.abs(one.x - x) < one.half + half && Math.abs(one.y - y) < TALL)) continue;
    taken.push({ x, y, half });
    shown.add(id);
  }
  return shown;
}
