// Files dropped on the form are chosen in it.
export default function (form) {
  const input = form.querySelector('input[type="file"]');
  const over = (event) => {
    event.preventDefault();
    form.classList.add("over");
  };
  const out = () => form.classList.remove("over");
  form.addEventListener("dragover", over);
  form.addEventListener("dragleave", out);
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    out();
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change"));
    input.focus();
  });
}
