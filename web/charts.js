// The parts of ECharts that the pages draw with; bundled into api/static/build/charts.js, nothing is fetched later.
import { BarChart, GraphChart, LineChart, TreeChart } from "echarts/charts";
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { LabelLayout } from "echarts/features";
import { CanvasRenderer } from "echarts/renderers";

use([
  BarChart, GraphChart, LineChart, TreeChart,
  AriaComponent, GridComponent, LegendComponent, TooltipComponent,
  LabelLayout, CanvasRenderer,
]);

export { init };
