// Which names are highlighted stays in the address, so that the page can be kept and sent on as it is seen.
export default function (reader) {
  const boxes = [...reader.querySelectorAll(".toggle")];
  const keep = () => {
    const address = new URL(location.href);
    const hidden = boxes.filter((box) => !box.checked).map((box) => box.value);
    if (hidden.length) address.searchParams.set("hide", hidden.join(","));
    else address.searchParams.delete("hide");
    history.replaceState(null, "", address);
  };
  for (const box of boxes) box.addEventListener("change", keep);
}
