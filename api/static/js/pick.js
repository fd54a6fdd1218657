// Choosing files: tells which are chosen, in our words.
export default function (row) {
  const input = row.querySelector("input");
  const told = row.querySelector(".chosen-files");
  const none = told.textContent;
  const tell = () => {
    const names = [...input.files].map((file) => file.name);
    told.textContent = names.length > 1 ? `选了 ${names.length} 个文件` : names[0] || none;
  };
  row.classList.add("scripted");
  input.addEventListener("change", tell);
  window.addEventListener("pageshow", tell);
  tell();
}
