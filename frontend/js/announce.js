// Where attention belongs: an error summary takes the focus, a message from the server is spoken once.
const focusSummary = (root) => {
  const summary = root.querySelector("[data-error-summary]");
  if (summary) summary.focus();
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-error-summary] a[href^='#']");
  if (!link) return;
  const target = document.getElementById(link.hash.slice(1));
  const control = target?.matches("input, select, textarea") ? target : target?.querySelector("input, select, textarea");
  if (!control) return;
  event.preventDefault();
  control.focus({ preventScroll: true });
  (control.closest(".field") ?? control).scrollIntoView({ block: "start" });
});

// Copying a receipt number, printing a page, and closing open menus are small comforts, not needs.
document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copies], [data-prints]");
  if (!button) return;
  if (button.dataset.prints !== undefined) return window.print();
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent.trim());
  button.querySelector("[data-done]")?.removeAttribute("hidden");
});

document.addEventListener("click", (event) => {
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.querySelectorAll("details[data-menu][open]").forEach((menu) => {
    menu.open = false;
    menu.querySelector("summary").focus();
  });
});

document.querySelectorAll("[data-needs-script][hidden]").forEach((element) => element.removeAttribute("hidden"));
focusSummary(document);
document.addEventListener("htmx:after:swap", (event) => focusSummary(event.target));
