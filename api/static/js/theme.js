// Runs before anything is painted, so that a chosen theme does not flash: hence a plain script, not a module.
(() => {
  try {
    const chosen = localStorage.getItem("theme");
    if (chosen) document.documentElement.dataset.theme = chosen;
  } catch {
    // no storage, no memory of the choice: the system's theme stays
  }
})();
