// Draws charts in the page's own colours, anew when the theme or the size changes; what pages' charts have in common.
import { init } from "../build/charts.js";

const TYPES = ["achievement", "person", "studio", "team", "organization", "award", "place", "event", "policy"];

/** The colours of the theme now shown: text, lines, accent, and one for each entity type. */
export function palette() {
  const style = getComputedStyle(document.documentElement);
  const colour = (name) => style.getPropertyValue(`--${name}`).trim();
  const types = Object.fromEntries(TYPES.map((type) => [type, { ink: colour(`${type}-ink`), wash: colour(`${type}-wash`) }]));
  return { ink: colour("ink"), muted: colour("muted"), line: colour("line"), surface: colour("surface"), accent: colour("accent"), font: colour("sans"), types };
}

/**
 * Shows a figure written by the macro `chart` and draws in it.
 * @param figure the element of the macro
 * @param {(data: any, colours: ReturnType<typeof palette>) => object} optionOf the ECharts option of the figure's data
 * @returns the ECharts instance, for what the page lets its reader do with it
 */
export function draw(figure, optionOf) {
  const data = JSON.parse(figure.querySelector("script").textContent);
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  figure.hidden = false;
  const chart = init(figure.querySelector(".canvas"), null, { renderer: "canvas" });
  const redraw = () => {
    const colours = palette();
    chart.setOption(
      {
        animation: !still,
        textStyle: { fontFamily: colours.font, color: colours.ink },
        // tooltips are drawn, not written as HTML: the pages' policy lets no style attribute in
        tooltip: { renderMode: "richText", backgroundColor: colours.surface, borderColor: colours.line, textStyle: { color: colours.ink } },
        aria: { enabled: false },
        ...optionOf(data, colours),
      },
      true,
    );
  };
  redraw();
  document.addEventListener("themechange", redraw);
  // it also tells of the size at the start, at which everything is drawn already
  new ResizeObserver(() => {
    const { clientWidth: width, clientHeight: height } = chart.getDom();
    if (width !== chart.getWidth() || height !== chart.getHeight()) chart.resize();
  }).observe(figure);
  return chart;
}
