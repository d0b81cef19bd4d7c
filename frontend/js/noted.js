// Tells the hall which words found what, so that it learns what people say. Sent are the words, the item that was
// opened and its place in the list; nothing of the reader. See the page on privacy.
const AT = "words-before";
const TEN_MINUTES = 600_000;

const page = document.querySelector("[data-noted]");
if (page && navigator.sendBeacon) {
  const words = page.dataset.query;
  const tell = (what) => navigator.sendBeacon(page.dataset.noted, new URLSearchParams(what));
  const before = JSON.parse(sessionStorage.getItem(AT) ?? "null");
  if ("first" in page.dataset && before?.words !== words) tell({ kind: page.dataset.kind, q: words });
  sessionStorage.setItem(AT, JSON.stringify({ words, at: Date.now() }));

  const list = document.querySelector("main ol.task-list");
  list?.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-code]");
    if (!link) return;
    const code = link.dataset.code;
    const rank = list.start + [...list.children].indexOf(link.closest("li"));
    tell({ kind: "opened", q: words, code, rank });
    if (before && before.words !== words && Date.now() - before.at < TEN_MINUTES) {
      tell({ kind: "meant", q: before.words, code });
    }
    sessionStorage.removeItem(AT);
  });
}
