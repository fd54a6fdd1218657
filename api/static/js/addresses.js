// The addresses of things, as the server writes them (api/addresses.py); another spelling would only be redirected.
const LONGEST = 40;
const NOT_IN_PATHS = /[\s/?#%\\&"'<>]+/g;

/** The address of the page of something with this id and name. */
export function entityPath({ id, name }) {
  const kind = id.slice(0, id.indexOf("-"));
  const code = id.slice(kind.length + 1);
  const slug = [...name.replace(NOT_IN_PATHS, "-")].slice(0, LONGEST).join("").replace(/^-+|-+$/g, "");
  return `/${kind}/${code}-${slug}`;
}
