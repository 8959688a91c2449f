// SPDX-License-Identifier: AGPL-3.0-or-later
// What a report can do where scripts run: filter its claims, show one beside the article, and be
// light or dark. The page says all it has to say without this. All words come from the page, which
// wrote them in its reader's language; all that is shown is cloned or set as text, never as HTML.
// Nothing is stored: the chosen claim stands in the address (#mark-7 beside the article, #claim-7
// in the table), filters in their controls.
"use strict";

// Before anything is drawn, so that nothing moves when the rest is ready: controls show, and the
// colours of the dark, which are one condition in the style sheet, become what their button says.
document.documentElement.classList.add("enhanced");
const system = matchMedia("(prefers-color-scheme: dark)");
const night = [...document.styleSheets[0].cssRules].filter((rule) =>
  rule.media?.mediaText.includes("prefers-color-scheme"),
);
let dark;
function paint(wanted) {
  dark = wanted;
  for (const rule of night) rule.media.mediaText = dark ? "screen" : "not all";
  document.querySelector("#dark")?.setAttribute("aria-pressed", dark);
}
paint(system.matches);
system.addEventListener("change", () => paint(system.matches));

addEventListener("DOMContentLoaded", () => {
  const root = document.documentElement;
  const find = (selector) => document.querySelector(selector);
  const every = (selector) => [...document.querySelectorAll(selector)];
  const table = find("#lines");
  const panel = find("#panel"); // absent where the article is left out
  const boxes = every(".filter input");
  const judge = find(".filter select"); // absent where only one person judged
  const wide = matchMedia("(min-width: 1080px)");
  // What sticks to the top covers that much of what a link leads to.
  const covered = () => find(wide.matches ? ".bar" : ".ways").offsetHeight;
  let chosen;

  // Every claim with its row, where it begins in the article, what shows it there, and its link.
  const claims = every("#lines tbody > tr").map((row) => {
    const label = row.id.slice("claim-".length);
    const at = document.getElementById(`mark-${label}`);
    const signs = new Set(row.dataset.signs.split(" "));
    return { label, row, at, signs, parts: at ? [at.previousElementSibling] : [], shown: true };
  });
  const byLabel = new Map(claims.map((claim) => [claim.label, claim]));
  for (const mark of every("#article mark")) byLabel.get(mark.dataset.claim)?.parts.push(mark);
  for (const link of every("#article .ref a")) {
    const claim = byLabel.get(link.hash.slice("#claim-".length));
    claim.parts.push(link.parentElement);
    claim.link ??= link;
  }
  const owners = new Map(claims.flatMap((claim) => claim.parts.map((part) => [part, claim])));

  // --- filters

  function filter() {
    const on = boxes.filter((box) => box.checked).map((box) => box.value);
    const verdicts = on.filter((sign) => sign !== "open");
    const needed = [judge?.value, on.includes("open") && "open"].filter(Boolean);
    for (const claim of claims) {
      const has = (sign) => claim.signs.has(sign);
      claim.shown = (!verdicts.length || verdicts.some(has)) && needed.every(has);
      claim.row.hidden = !claim.shown;
      for (const part of claim.parts) part.classList.toggle("off", !claim.shown);
    }
    if (chosen && !chosen.shown) leave();
    tell(Boolean(verdicts.length || needed.length));
  }

  // Says how many are shown, and in print why.
  function tell(filtered) {
    const count = claims.filter((claim) => claim.shown).length;
    const say = (element) => element.dataset.words.replace("{shown}", () => count);
    const picked = every(".filter :checked ~ .called, .filter option:not([value='']):checked");
    const reasons = picked.map((element) => element.textContent);
    find("#count").textContent = say(find("#count"));
    find("#filtered").textContent = [say(find("#filtered")), ...reasons].join(" · ");
    find("#filtered").hidden = find("#all").hidden = !filtered;
    find("#none").hidden = count > 0;
    root.classList.toggle("filtered", filtered);
  }

  function showAll() {
    for (const box of boxes) box.checked = false;
    if (judge) judge.value = "";
    filter();
  }

  // --- one claim, beside the article or in the table

  // Shows what the address names. What a link leads to is not left hidden by a filter.
  function render() {
    const [, side, label] = /^#(mark|claim)-(.+)$/.exec(location.hash) ?? [];
    const claim = byLabel.get(label);
    if (claim && !claim.shown) {
      showAll();
      (side === "mark" ? claim.at : claim.row)?.scrollIntoView();
    }
    light(chosen, false);
    chosen = claim;
    light(chosen, true);
    if (!panel) return;
    const beside = Boolean(wide.matches && side === "mark" && claim?.link);
    if (beside && panel.dataset.claim !== label) fill(claim);
    panel.hidden = !beside;
    find(".paper").classList.toggle("with-panel", beside);
  }

  function light(claim, on) {
    claim?.row.toggleAttribute("data-chosen", on);
    for (const part of claim?.parts ?? []) part.classList.toggle("chosen", on);
  }

  // Puts a copy of a claim's line into the panel: what its cells hold, one below the other.
  function fill(claim) {
    const cells = [...claim.row.querySelectorAll(":scope > td")].map((cell) => {
      const copy = document.createElement("div");
      copy.className = cell.className;
      copy.append(...cell.cloneNode(true).childNodes);
      return copy;
    });
    panel.className = claim.row.className;
    panel.dataset.claim = claim.label;
    find("#panel-head").textContent = claim.link.getAttribute("aria-label");
    find(".panel-head a").hash = `#claim-${claim.label}`;
    find("#panel-line").replaceChildren(...cells);
    panel.scrollTop = 0;
  }

  // Opens a claim beside the article; what is read there stays where it is. Going on from one claim
  // to the next adds nothing to the way back: Back leads to where the first was opened.
  function open(claim) {
    history[panel.hidden ? "pushState" : "replaceState"](null, "", `#mark-${claim.label}`);
    render();
    const { top } = claim.at.getBoundingClientRect();
    if (top < covered() || top > innerHeight - 60) claim.at.scrollIntoView({ block: "center" });
  }

  function leave() {
    const from = panel?.contains(document.activeElement) && chosen?.link;
    history.replaceState(null, "", location.href.split("#")[0]);
    render();
    if (from) from.focus({ preventScroll: true });
  }

  // Goes to the next claim or the one before, of those shown: in the table while that is read, else
  // in the article. Where none is chosen it begins at what is in view. True where there was one.
  function step(by) {
    const inTable = !panel || table.getBoundingClientRect().top < innerHeight / 2;
    const list = claims.filter((claim) => claim.shown && (inTable || claim.link));
    const top = (claim) => (inTable ? claim.row : claim.at).getBoundingClientRect().top;
    const below = (claim) => top(claim) > covered();
    let from = list.indexOf(chosen);
    if (from < 0) from = (list.findIndex(below) + 1 || list.length + 1) - (by > 0 ? 2 : 1);
    const next = list[from + by];
    if (next && wide.matches && !inTable) open(next);
    else if (next) location.replace(`#${inTable ? "claim" : "mark"}-${next.label}`);
    return Boolean(next);
  }

  // --- what people do

  addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // a new tab
    const on = (selector) => event.target.closest(selector);
    const part = on("#article :is(.ref, mark:not(.off), .beside)");
    if (on("[data-step]")) step(Number(on("[data-step]").dataset.step));
    else if (on("#close")) leave();
    else if (on("#all")) {
      showAll();
      (boxes[0] ?? judge).focus(); // the button is gone
    } else if (part && wide.matches && (on(".ref") || getSelection().isCollapsed)) {
      event.preventDefault(); // words that were selected with the mouse end in a click, too
      open(owners.get(part));
      if (on(".ref")) panel.focus({ preventScroll: true });
    }
  });

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("select")) return;
    if (event.key === "Escape" && panel?.hidden === false) leave();
    // keys by their place: the same on Korean and Russian keyboards
    const by = { KeyJ: 1, KeyK: -1 }[event.code];
    if (by && step(by)) panel?.focus({ preventScroll: true }); // nothing where it is hidden
  });

  // --- at the start

  for (const control of every("[data-enhanced]")) control.hidden = false;
  const measure = new ResizeObserver(() => root.style.setProperty("--bar", `${covered()}px`));
  for (const bar of every(".bar, .ways")) measure.observe(bar);
  if (boxes.length || judge) {
    find(".filter").addEventListener("change", filter);
    addEventListener("pageshow", filter); // a browser may bring controls back as they were left
  }
  wide.addEventListener("change", render);
  addEventListener("hashchange", render);
  find("#dark").addEventListener("click", () => paint(!dark));
  paint(dark);
  render();
});
