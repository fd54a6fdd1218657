// The form for files: they can be dropped on it and taken off again, what cannot be read is told at once, and a bar
// shows how much has been sent. The server answers as it answers the plain form.
const MEGABYTE = 1024 * 1024;

export default function (form) {
  const input = form.querySelector('input[type="file"]');
  const list = form.querySelector(".picked");
  const told = form.querySelector(".told");
  const button = form.querySelector('button[type="submit"]');
  const suffixes = form.dataset.suffixes.split(" ");
  const limit = Number(form.dataset.limit) || Infinity;
  let sending = false;

  const readable = (file) => suffixes.some((suffix) => file.name.toLowerCase().endsWith(suffix));
  const tell = (text, failed = false) => {
    told.classList.toggle("failed", failed);
    told.textContent = text;
  };

  const choose = (files) => {
    const kept = new DataTransfer();
    for (const file of files) kept.items.add(file);
    input.files = kept.files;
    input.dispatchEvent(new Event("change"));
  };

  const show = () => {
    const files = [...input.files];
    list.replaceChildren(...files.map((file, at) => row(file, () => choose(files.filter((_, other) => other !== at)))));
    list.hidden = files.length === 0;
    const size = files.reduce((sum, file) => sum + file.size, 0);
    const strange = files.filter((file) => !readable(file)).length;
    if (size > limit) tell(`一共 ${sized(size)}，超过一次最多 ${sized(limit)}。请去掉一些，分几次上传。`, true);
    else if (strange) tell(`有 ${strange} 个文件的种类读不了，会列出原因；其余照读。`);
    else tell(files.length ? `一共 ${sized(size)}。` : "");
    button.disabled = size > limit;
  };

  const row = (file, drop) => {
    const line = document.createElement("li");
    const problem = readable(file) ? (file.size ? "" : "空文件") : "种类不支持";
    line.append(part("name", file.name), part("soft", sized(file.size)));
    if (problem) line.append(part("problem", problem));
    const off = document.createElement("button");
    off.type = "button";
    off.className = "quiet";
    off.textContent = "去掉";
    off.setAttribute("aria-label", `去掉 ${file.name}`);
    off.addEventListener("click", () => {
      drop();
      input.focus();
    });
    line.append(off);
    return line;
  };

  const over = (event) => {
    event.preventDefault();
    form.classList.add("over");
  };
  form.addEventListener("dragover", over);
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    if (sending) return;
    choose([...input.files, ...event.dataTransfer.files]);
    button.focus();
  });
  input.addEventListener("change", show);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (sending) return;
    sending = true;
    button.disabled = true;
    const bar = document.createElement("progress");
    bar.max = 1;
    bar.value = 0;
    bar.setAttribute("aria-label", "已经传上的");
    told.after(bar);
    tell("正在上传…");
    const failed = (reason) => {
      sending = false;
      button.disabled = false;
      bar.remove();
      tell(reason, true);
    };
    send(form, (share) => {
      bar.value = share;
      if (share === 1) tell("已经传上，正在排队…");
    }).then((address) => window.location.assign(address), (error) => failed(error.message));
  });
  window.addEventListener("pageshow", show);
}

/** Sends the form; gives the address of the page that answers it, or the reason why there is none. */
function send(form, progress) {
  return new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => progress(event.lengthComputable ? event.loaded / event.total : 0));
    request.addEventListener("load", () => {
      if (request.status < 400) done(request.responseURL);
      else failed(new Error(reasonIn(request.responseText)));
    });
    request.addEventListener("error", () => failed(new Error("没有传上：服务没有运行，或者文件太大。请稍后再试，或分几次上传。")));
    request.send(new FormData(form));
  });
}

function reasonIn(text) {
  try {
    return JSON.parse(text).detail; // a problem document
  } catch {
    const page = new DOMParser().parseFromString(text, "text/html");
    const told = page.querySelector("[role=alert]");
    return told ? told.textContent.trim() : "没有传上，原因不明。请稍后再试。";
  }
}

function part(name, text) {
  const element = document.createElement("span");
  element.className = name;
  element.textContent = text;
  return element;
}

function sized(bytes) {
  if (bytes >= MEGABYTE) return `${(bytes / MEGABYTE).toFixed(1)} MB`;
  return `${Math.max(bytes ? 1 : 0, Math.round(bytes / 1024))} KB`;
}
