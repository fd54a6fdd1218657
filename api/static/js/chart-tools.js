// What a reader does with a chart that is drawn as ECharts' graph: buttons to zoom, to see all, and to keep it as a picture.
const CLOSER = 1.35;

/**
 * A row of buttons above the chart.
 * @param figure the element of the macro `chart`
 * @param chart its ECharts instance
 * @param {string} name of the picture's file, without ending
 * @param {[string, () => void][]} more buttons of this chart alone: word, and what it does
 */
export function addTools(figure, chart, name, more) {
  const zoom = (by) => chart.dispatchAction({ type: "graphRoam", seriesIndex: 0, zoom: by, originX: chart.getWidth() / 2, originY: chart.getHeight() / 2 });
  const save = () => {
    const link = document.createElement("a");
    const ground = getComputedStyle(document.documentElement).getPropertyValue("--surface").trim();
    link.href = chart.getDataURL({ type: "png", pixelRatio: 2, backgroundColor: ground });
    link.download = `${name}.png`;
    link.click();
  };
  const row = document.createElement("div");
  row.className = "tools";
  for (const [word, act] of [["放大", () => zoom(CLOSER)], ["缩小", () => zoom(1 / CLOSER)], ...more, ["下载图（PNG）", save]]) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "quiet", textContent: word });
    button.addEventListener("click", act);
    row.append(button);
  }
  figure.prepend(row);
}

/** A line below the chart about what was clicked: a name and links, told to readers of screens too. */
export function addNote(figure) {
  const note = Object.assign(document.createElement("p"), { className: "chosen small" });
  note.setAttribute("role", "status");
  figure.querySelector(".canvas").after(note);
  return (name, links) => {
    const told = links.map(([word, href]) => Object.assign(document.createElement("a"), { textContent: word, href }));
    note.replaceChildren(Object.assign(document.createElement("strong"), { textContent: name }), ...told);
  };
}
