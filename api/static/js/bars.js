// Numbers as lying bars, the first at the top; a bar opens its address: the list of what it counts, or its sentence.
import { draw } from "./chart.js";

const LABEL_WIDTH = 108;

export default function (figure) {
  const chart = draw(figure, ({ bars }, colours) => ({
    grid: { left: 8, right: 64, top: 12, bottom: 8, containLabel: true },
    tooltip: tooltipOf(colours),
    xAxis: { type: "value", minInterval: 1, axisLabel: { color: colours.muted, formatter: shortened, hideOverlap: true }, splitLine: { lineStyle: { color: colours.line } } },
    yAxis: {
      type: "category",
      inverse: true,
      data: bars.map((bar) => bar.name),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { color: colours.ink, width: LABEL_WIDTH, overflow: "truncate", interval: 0 },
    },
    series: [
      {
        type: "bar",
        data: bars,
        barMaxWidth: 22,
        cursor: "pointer",
        itemStyle: { color: colours.accent, borderRadius: [0, 4, 4, 0] },
        label: { show: true, position: "right", color: colours.ink, formatter: ({ data }) => said(data) },
      },
    ],
  }));
  opens(chart);
}

/** The tooltip of a chart whose marks are bars with names and values. */
export function tooltipOf(colours) {
  const text = { renderMode: "richText", backgroundColor: colours.surface, borderColor: colours.line, textStyle: { color: colours.ink } };
  return { ...text, trigger: "item", formatter: ({ data }) => `${data.name}：${said(data)}` };
}

/** The number as it is told; of a point, its second coordinate. */
function said({ text, value }) {
  return text || String([value].flat().pop());
}

/** Large numbers as newspapers write them. */
function shortened(value) {
  if (value >= 1e8) return `${value / 1e8}亿`;
  return value >= 1e4 ? `${value / 1e4}万` : String(value);
}

/** A click on a mark goes to its address. */
export function opens(chart) {
  chart.on("click", ({ data }) => {
    if (data && data.address) window.location.assign(data.address);
  });
}
