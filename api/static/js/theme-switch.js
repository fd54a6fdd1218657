// The button that changes between light and dark. Back at the system's own theme, the choice is forgotten.
const root = document.documentElement;
const dark = window.matchMedia("(prefers-color-scheme: dark)");

function shown() {
  return root.dataset.theme || (dark.matches ? "dark" : "light");
}

function choose(theme) {
  const own = theme === (dark.matches ? "dark" : "light");
  if (own) delete root.dataset.theme;
  else root.dataset.theme = theme;
  try {
    if (own) localStorage.removeItem("theme");
    else localStorage.setItem("theme", theme);
  } catch {
    // without storage the choice holds for this page
  }
}

export default function (button) {
  const tell = () => {
    button.textContent = shown() === "dark" ? "浅色" : "深色";
    button.setAttribute("aria-label", `换成${button.textContent}`);
    document.dispatchEvent(new CustomEvent("themechange"));
  };
  button.addEventListener("click", () => {
    choose(shown() === "dark" ? "light" : "dark");
    tell();
  });
  dark.addEventListener("change", tell);
  tell();
  button.hidden = false;
}
