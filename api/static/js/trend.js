// Numbers by year as a line; a point opens the list of what it counts.
import { opens, tooltipOf } from "./bars.js";
import { draw } from "./chart.js";

export default function (figure) {
  const chart = draw(figure, ({ bars }, colours) => ({
    grid: { left: 8, right: 20, top: 28, bottom: 8, containLabel: true },
    tooltip: tooltipOf(colours),
    xAxis: {
      type: "value",
      min: "dataMin",
      max: "dataMax",
      minInterval: 1,
      splitLine: { show: false },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: { color: colours.ink, formatter: String, hideOverlap: true, showMaxLabel: true },
    },
    yAxis: { type: "value", minInterval: 1, axisLabel: { color: colours.muted, margin: 16 }, splitLine: { lineStyle: { color: colours.line } } },
    series: [
      {
        type: "line",
        // years lie as far apart as they are
        data: bars.map((bar) => ({ ...bar, value: [Number(bar.name), bar.value] })),
        symbol: "circle",
        symbolSize: 10,
        cursor: "pointer",
        lineStyle: { color: colours.accent, width: 2 },
        itemStyle: { color: colours.accent },
        label: { show: true, position: "top", color: colours.ink, formatter: ({ value }) => value[1] },
      },
    ],
  }));
  opens(chart);
}
