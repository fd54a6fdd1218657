// Follows an upload: asks how far the job is, and shows the page anew, as the server writes it, when that has changed.
const EVERY_MS = 700;
const PATIENCE = 10;

export default async function (region) {
  const id = window.location.pathname.split("/").pop();
  let seen = "";
  for (let failures = 0; !("finished" in region.dataset) && failures < PATIENCE; ) {
    await new Promise((done) => setTimeout(done, EVERY_MS));
    try {
      const job = await (await fetch(`/api/v1/jobs/${id}`)).json();
      const now = `${job.state} ${job.done}`;
      if (now !== seen) await show(region);
      seen = now;
      failures = 0;
    } catch {
      failures += 1;
    }
  }
}

async function show(region) {
  const text = await (await fetch(window.location.href)).text();
  const page = new DOMParser().parseFromString(text, "text/html");
  const fresh = page.querySelector('[data-enhance="job"]');
  if (!fresh) return;
  const open = [...region.querySelectorAll("details[open]")].map((one) => one.id);
  const focused = document.activeElement && region.contains(document.activeElement) ? document.activeElement.closest("[id]") : null;
  region.replaceChildren(...fresh.childNodes);
  region.toggleAttribute("data-finished", fresh.hasAttribute("data-finished"));
  for (const one of open) region.querySelector(`#${one}`).setAttribute("open", "");
  if (focused) region.querySelector(`#${focused.id} summary`)?.focus();
  document.title = page.title;
  document.querySelector("#job-status").textContent = region.querySelector("[data-told]").textContent;
}
