// A dimension of the overview as lying bars, the first at the top; a bar opens the list of what it counts.
import { draw } from "./chart.js";

const LABEL_WIDTH = 108;

export default function (figure) {
  const chart = draw(figure, ({ bars }, colours) => ({
    grid: { left: 8, right: 48, top: 12, bottom: 8, containLabel: true },
    tooltip: tooltipOf(colours),
    xAxis: { type: "value", minInterval: 1, axisLabel: { color: colours.muted }, splitLine: { lineStyle: { color: colours.line } } },
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
        label: { show: true, position: "right", color: colours.ink },
      },
    ],
  }));
  opens(chart);
}

/** The tooltip of a chart whose marks are bars with names and values. */
export function tooltipOf(colours) {
  const text = { renderMode: "richText", backgroundColor: colours.surface, borderColor: colours.line, textStyle: { color: colours.ink } };
  return { ...text, trigger: "item", formatter: ({ data }) => `${data.name}：${[data.value].flat().pop()}` };
}

/** A click on a mark goes to its address. */
export function opens(chart) {
  chart.on("click", ({ data }) => {
    if (data && data.address) window.location.assign(data.address);
  });
}
