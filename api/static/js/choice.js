// A form with checkboxes of which some may be chosen: says how many are, and lets no more be than data-most.
export default function (form) {
  const most = Number(form.dataset.most);
  const status = form.querySelector("[role=status]");
  const boxes = [...form.querySelectorAll('input[name="id"]')];
  const tell = () => {
    const count = boxes.filter((box) => box.checked).length;
    const full = count >= most;
    for (const box of boxes) box.disabled = full && !box.checked;
    form.classList.toggle("unchosen", !count);
    status.textContent = count ? `已选${count}位${full ? "，已到上限" : ""}` : "还没有选人";
  };
  form.addEventListener("change", tell);
  // back from the next page, with what had been chosen
  window.addEventListener("pageshow", tell);
  tell();
}
