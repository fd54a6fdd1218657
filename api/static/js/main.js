// Enhances what the server wrote: data-enhance names modules of this folder, whose default function gets the element.
for (const element of document.querySelectorAll("[data-enhance]")) {
  for (const name of element.dataset.enhance.split(" ")) {
    import(`./${name}.js`).then((module) => module.default(element));
  }
}
