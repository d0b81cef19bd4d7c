// Clerks' keys on a ledger: J and K walk the rows, Enter opens (the row's own link has the focus). / goes to search.
const typing = (element) => element.closest("input, select, textarea, [contenteditable]");

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key === "/") {
    const box = document.querySelector("input[type='search']");
    if (box) {
      event.preventDefault();
      box.focus();
    }
    return;
  }
  const step = { j: 1, k: -1 }[event.key];
  if (!step) return;
  const links = [...document.querySelectorAll("[data-ledger] .row-link")];
  if (!links.length) return;
  const at = links.indexOf(document.activeElement);
  const next = links[Math.min(links.length - 1, Math.max(0, at + step))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
});

// Arrows walk from the search box into its suggestions and back.
document.addEventListener("keydown", (event) => {
  const search = event.target.closest?.("[data-search]");
  if (!search || !["ArrowDown", "ArrowUp", "Escape"].includes(event.key)) return;
  const list = search.querySelector(".suggestions");
  if (event.key === "Escape") return list?.replaceChildren();
  const stops = [search.querySelector("input"), ...(list?.querySelectorAll("a") ?? [])];
  const at = stops.indexOf(document.activeElement) + (event.key === "ArrowDown" ? 1 : -1);
  if (stops[at]) {
    event.preventDefault();
    stops[at].focus();
  }
});
document.addEventListener("focusout", (event) => {
  const search = event.target.closest?.("[data-search]");
  if (search && event.relatedTarget && !search.contains(event.relatedTarget)) {
    search.querySelector(".suggestions")?.replaceChildren();
  }
});
