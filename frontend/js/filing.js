// A draft that couldn't save itself says so: on a bad line nobody should believe that all is kept.
const tell = (event) => {
  const place = event.target.closest?.(".autosave") ?? event.detail?.ctx?.sourceElement?.closest?.(".autosave");
  if (place) place.textContent = place.dataset.failed ?? "";
};
document.addEventListener("htmx:error", tell);
document.addEventListener("htmx:response:error", tell);
