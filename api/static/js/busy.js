// A form that has been sent says so until the answer comes, and cannot be sent twice.
export default function (form) {
  const button = form.querySelector("[data-busy]");
  const idle = button.textContent;
  const status = document.createElement("span");
  status.className = "unseen";
  status.setAttribute("role", "status");
  form.append(status);

  const tell = (busy) => {
    form.toggleAttribute("aria-busy", busy);
    button.textContent = busy ? button.dataset.busy : idle;
    status.textContent = busy ? button.dataset.busy : "";
  };
  form.addEventListener("submit", (event) => {
    if (form.hasAttribute("aria-busy")) event.preventDefault();
    else tell(true);
  });
  // back from the next page, with this one kept as it was
  window.addEventListener("pageshow", () => tell(false));
}
