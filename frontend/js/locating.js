// A phone that knows where it is fills in longitude and latitude; whoever says no types them.
document.addEventListener("click", (event) => {
  const box = event.target.closest("[data-locate]")?.closest("[data-locates]");
  if (!box) return;
  const said = box.querySelector("[data-located]");
  const [lng, lat] = box.querySelectorAll("input");
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      lng.value = coords.longitude.toFixed(6);
      lat.value = coords.latitude.toFixed(6);
      said.textContent = said.dataset.located;
      lat.dispatchEvent(new Event("change", { bubbles: true }));
    },
    () => (said.textContent = said.dataset.refused),
  );
});
