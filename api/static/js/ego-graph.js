// What surrounds a thing, drawn when the reader comes near it; a name leads to its page. The table below says the same.
const NEAR = "400px";
const LONGEST = 12;

const short = (name) => (name.length > LONGEST ? `${name.slice(0, LONGEST - 1)}…` : name);

function optionOf({ centre, nodes, links }, colours) {
  return {
    tooltip: { show: false },
    series: [
      {
        type: "graph",
        layout: "force",
        force: { repulsion: 900, edgeLength: [110, 190], gravity: 0.14, layoutAnimation: false },
        cursor: "pointer",
        data: nodes.map((node) => ({
          id: node.id,
          name: node.name,
          address: node.address,
          symbolSize: node.id === centre ? 26 : 15,
          itemStyle: { color: colours.types[node.type].ink, borderColor: colours.surface, borderWidth: 2 },
          label: { show: true, position: "bottom", formatter: short(node.name), color: colours.ink, fontSize: node.id === centre ? 14 : 12, fontWeight: node.id === centre ? "bold" : "normal" },
        })),
        links: links.map((link) => ({
          source: link.source,
          target: link.target,
          label: { show: link.source === centre || link.target === centre, formatter: link.word, fontSize: 11, color: colours.muted },
        })),
        edgeSymbol: ["none", "arrow"],
        edgeSymbolSize: 7,
        lineStyle: { color: colours.muted, opacity: 0.5, width: 1.2 },
        labelLayout: { hideOverlap: true },
        emphasis: { focus: "adjacency", lineStyle: { width: 2 } },
      },
    ],
  };
}

export default function (figure) {
  const watch = new IntersectionObserver(
    async (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      watch.disconnect();
      const { draw } = await import("./chart.js");
      const chart = draw(figure, optionOf);
      chart.on("click", ({ dataType, data }) => {
        if (dataType === "node") location.assign(data.address);
      });
    },
    { rootMargin: NEAR },
  );
  // the figure itself is hidden until it is drawn
  watch.observe(figure.parentElement);
}
