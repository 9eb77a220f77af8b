"use strict";
(() => {
  const byId = (id) => document.getElementById(id);

  // Theme: the reader's own choice wins over the system's, and is kept where the browser allows it.
  const root = document.documentElement;
  const theme = byId("theme");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const dark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const label = () => { theme.textContent = dark() ? "Light" : "Dark"; };
  try { const kept = localStorage.getItem("headwater-theme"); if (kept === "dark" || kept === "light") root.dataset.theme = kept; } catch { /* none kept */ }
  theme.hidden = false;
  label();
  system.addEventListener("change", label);
  theme.addEventListener("click", () => {
    root.dataset.theme = dark() ? "light" : "dark";
    try { localStorage.setItem("headwater-theme", root.dataset.theme); } catch { /* not kept */ }
    label();
  });

  // Filter and sort. Without this script every card is there, by rank.
  const controls = byId("controls");
  if (!controls) return;
  controls.hidden = false;
  const list = byId("cards");
  const cards = [...list.querySelectorAll("article")].map((node) => ({
    node,
    text: null,
    rank: Number(node.dataset.rank),
    row: Number(node.dataset.row),
    findings: node.dataset.rules.trim() ? node.dataset.rules.trim().split(" ").length : 0,
  }));
  const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const orders = {
    rank: () => 0,
    date: (a, b) => byText(b.node.dataset.date, a.node.dataset.date),
    source: (a, b) => byText(a.node.dataset.source, b.node.dataset.source) || a.row - b.row,
    findings: (a, b) => b.findings - a.findings,
  };
  const filter = () => {
    const words = byId("find").value.toLowerCase().split(/\s+/).filter(Boolean);
    const kind = byId("kind").value;
    const rule = byId("rule").value;
    let shown = 0;
    for (const card of cards) {
      if (words.length && card.text === null) card.text = card.node.textContent.toLowerCase();
      const visible = (!kind || card.node.dataset.kind === kind)
        && (!rule || card.node.dataset.rules.includes(` ${rule} `))
        && words.every((word) => card.text.includes(word));
      card.node.hidden = !visible;
      if (visible) shown += 1;
    }
    byId("shown").textContent = shown === cards.length ? `${shown} rows` : `${shown} of ${cards.length} rows`;
  };
  const sort = () => {
    const compare = orders[byId("order").value];
    cards.sort((a, b) => compare(a, b) || a.rank - b.rank);
    list.append(...cards.map((card) => card.node));
  };
  let waiting = 0;
  byId("find").addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(filter, 120); });
  byId("kind").addEventListener("change", filter);
  byId("rule").addEventListener("change", filter);
  byId("order").addEventListener("change", sort);
  const unfold = byId("unfold");
  unfold.addEventListener("click", () => {
    const open = unfold.textContent.startsWith("Unfold");
    for (const record of list.querySelectorAll("details")) record.open = open;
    unfold.textContent = open ? "Fold records" : "Unfold records";
  });
  filter();
})();
