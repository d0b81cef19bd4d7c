// A search box that suggests items while one types: a combobox with a list (ARIA APG, list autocomplete).
// Without this file the box is a plain search.
const WAIT = 180;

for (const search of document.querySelectorAll("[data-search]")) {
  const input = search.querySelector("input[type='search']");
  const list = search.querySelector("[data-suggestions]");
  if (input && list) suggest(search, input, list);
}

function suggest(search, input, list) {
  const said = search.querySelector("[role='status']");
  let asking;
  let waiting;
  list.id = `${input.id}-suggestions`;
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);

  const options = () => [...list.querySelectorAll("[role='option']")];
  const chosen = () => list.querySelector("[aria-selected='true']");

  const close = () => {
    clearTimeout(waiting);
    asking?.abort();
    list.replaceChildren();
    said.textContent = "";
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
    input.removeAttribute("aria-controls");
  };

  const choose = (option) => {
    chosen()?.setAttribute("aria-selected", "false");
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", option.id);
  };

  const show = (fragment) => {
    list.innerHTML = fragment;
    options().forEach((option, at) => {
      option.id = `${list.id}-${at}`;
    });
    const box = list.querySelector("[role='listbox']");
    if (!box) return close();
    box.id = `${list.id}-list`;
    input.setAttribute("aria-controls", box.id);
    input.setAttribute("aria-expanded", "true");
    said.textContent = list.querySelector("[data-said]")?.textContent ?? "";
    list.querySelector("[data-said]")?.remove();
  };

  const ask = async () => {
    asking?.abort();
    if (!input.value.trim()) return close();
    asking = new AbortController();
    const query = new URLSearchParams(new FormData(search));
    try {
      const answer = await fetch(`${list.dataset.suggestions}?${query}`, { signal: asking.signal });
      if (answer.ok && document.activeElement === input) show(await answer.text());
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const all = options();
    const at = all.indexOf(chosen());
    const last = all.length - 1;
    const to = { ArrowDown: at >= last ? 0 : at + 1, ArrowUp: at <= 0 ? last : at - 1 }[event.key];
    if (to !== undefined && all.length) {
      event.preventDefault();
      choose(all[to]);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      location.assign(all[at].dataset.leads);
    } else if (event.key === "Escape" && all.length) {
      event.preventDefault();
      close();
    }
  });
  // The list takes no focus, so that a press on it doesn't close it first.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role='option']");
    if (option) location.assign(option.dataset.leads);
  });
  input.addEventListener("blur", close);
}
