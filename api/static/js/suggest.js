// Suggestions under a search box, as an ARIA combobox: arrows choose, Enter goes there, Escape closes. Enter with nothing
// chosen sends the form as it is. With data-fill, what is chosen goes into the box instead; data-only names the one type
// that is wanted.
import { entityPath } from "./addresses.js";

const WAIT_MS = 120;
const SHOWN = 8;

function span(className, ...content) {
  const element = document.createElement("span");
  element.className = className;
  element.append(...content);
  return element;
}

function option(item, index, id, [sign, word]) {
  const line = document.createElement("li");
  line.id = `${id}-${index}`;
  line.setAttribute("role", "option");
  line.setAttribute("aria-selected", "false");
  line.dataset.name = item.name;
  line.dataset.address = entityPath(item);
  const mark = span("sign", sign);
  mark.setAttribute("aria-hidden", "true");
  const badge = span(`badge ${item.type.toLowerCase()}`, mark, word);
  line.append(badge, span("name", item.name), ...(item.alias ? [span("also", `又称${item.alias}`)] : []));
  return line;
}

export default function (input) {
  const form = input.form;
  const types = JSON.parse(input.dataset.types);
  const list = Object.assign(document.createElement("ul"), { className: "suggestions", id: `${input.id}-suggestions`, hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "建议");
  const status = Object.assign(document.createElement("span"), { className: "unseen" });
  status.setAttribute("role", "status");
  const { fill, only } = input.dataset;
  (fill === undefined ? form : input.parentElement).append(list, status);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  let chosen = -1;
  let timer = 0;
  let asking = null;

  const open = (visible) => {
    list.hidden = !visible;
    input.setAttribute("aria-expanded", String(visible));
    if (!visible) choose(-1);
  };
  const choose = (index) => {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = index;
    const line = list.children[index];
    if (line) {
      line.setAttribute("aria-selected", "true");
      line.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", line.id);
    } else {
      input.removeAttribute("aria-activedescendant");
    }
  };
  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    open(false);
    status.textContent = "";
  };
  const take = (line) => {
    if (fill === undefined) return location.assign(line.dataset.address);
    input.value = line.dataset.name;
    close();
  };
  const ask = async () => {
    asking?.abort();
    asking = new AbortController();
    const query = input.value.trim();
    try {
      const answer = await fetch(`/api/v1/suggest?q=${encodeURIComponent(query)}&k=${SHOWN}`, { signal: asking.signal });
      if (!answer.ok) return close();
      const suggestions = (await answer.json()).suggestions.filter((item) => !only || item.type === only);
      list.replaceChildren(...suggestions.map((item, index) => option(item, index, list.id, types[item.type])));
      choose(-1);
      open(suggestions.length > 0);
      status.textContent = suggestions.length ? `有${suggestions.length}条建议，按上下键选择` : "";
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  input.addEventListener("input", (event) => {
    clearTimeout(timer);
    // letters of an input method are not yet what is meant
    if (event.isComposing) return;
    if (input.value.trim()) timer = setTimeout(ask, WAIT_MS);
    else close();
  });
  input.addEventListener("compositionend", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT_MS);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || list.hidden) return;
    const count = list.children.length;
    if (event.key === "ArrowDown") choose(chosen + 1 < count ? chosen + 1 : -1);
    else if (event.key === "ArrowUp") choose(chosen >= 0 ? chosen - 1 : count - 1);
    else if (event.key === "Enter" && chosen >= 0) take(list.children[chosen]);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });
  // the list's own mouse presses must not take the focus, whose loss closes it
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const line = event.target.closest("li");
    if (line) take(line);
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", close);
}
