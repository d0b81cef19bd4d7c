// A link or button that can ask first: without this file it simply leads to the confirming page.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-opens]");
  if (opener) {
    const dialog = document.getElementById(opener.dataset.opens);
    if (!dialog?.showModal) return;
    event.preventDefault();
    dialog.showModal();
    return;
  }
  const closer = event.target.closest("dialog [data-closes]");
  if (closer) {
    event.preventDefault();
    closer.closest("dialog").close();
  }
});
