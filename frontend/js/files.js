// Tell at once what was chosen and whether it is too large, instead of after a long upload.
const size = (bytes) => (bytes < 1048576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1048576).toFixed(1)} MB`);

document.addEventListener("change", (event) => {
  const input = event.target;
  if (input.type !== "file") return;
  const said = input.closest(".field")?.querySelector("[data-chosen]");
  if (!said) return;
  const limit = Number(input.dataset.limitBytes || Infinity);
  const files = [...input.files];
  said.textContent = files.map((file) => `${file.name}（${size(file.size)}）`).join("、");
  const tooLarge = files.find((file) => file.size > limit);
  input.setCustomValidity(tooLarge ? input.dataset.limitSays ?? "" : "");
  if (tooLarge) input.reportValidity();
});
