// Dragging a chart that takes long to draw: its picture moves as it is, and is drawn anew where it comes to rest.
const FAR = 0.35; // of its width or height; when it has come so far, it is drawn anew on the way

/**
 * Lets a graph be dragged.
 * @param {HTMLElement} canvas the element in which it is drawn
 * @param chart its ECharts instance
 * @param {() => boolean} slow whether it now takes long to draw; if not, ECharts moves it itself
 */
export function addPan(canvas, chart, slow) {
  let from = null;
  const picture = () => canvas.querySelector("canvas");
  const moved = ({ clientX, clientY }) => [clientX - from[0], clientY - from[1]];
  const rest = (event) => {
    const [dx, dy] = moved(event);
    picture().style.transform = "";
    if (dx || dy) chart.dispatchAction({ type: "graphRoam", seriesIndex: 0, dx, dy });
  };
  const move = (event) => {
    const [dx, dy] = moved(event);
    if (Math.abs(dx) < canvas.clientWidth * FAR && Math.abs(dy) < canvas.clientHeight * FAR) {
      picture().style.transform = `translate(${dx}px, ${dy}px)`;
    } else {
      rest(event);
      from = [event.clientX, event.clientY];
    }
  };
  // what lies under the pointer stays the same: nobody need look for it
  const still = (event) => event.stopPropagation();
  const end = (event) => {
    rest(event);
    from = null;
    window.removeEventListener("pointermove", move);
    window.removeEventListener("mousemove", still, true);
    for (const name of ["pointerup", "pointercancel"]) window.removeEventListener(name, end);
  };
  canvas.addEventListener("pointerdown", (event) => {
    if (!slow() || from || event.button || !event.isPrimary) return;
    from = [event.clientX, event.clientY];
    window.addEventListener("pointermove", move);
    window.addEventListener("mousemove", still, true);
    for (const name of ["pointerup", "pointercancel"]) window.addEventListener(name, end);
  });
}
