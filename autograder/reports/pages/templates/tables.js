// Sorting and filtering of the tables. Without it, they are there all the same, in a useful order.
"use strict";

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

// A heading with data-sort, "number" or "text", gets a button; its cells may have a data-value.
for (const heading of document.querySelectorAll("th[data-sort]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...heading.childNodes);
  heading.append(button);
  button.addEventListener("click", () => sortBy(heading));
}

function sortBy(heading) {
  const turned = heading.getAttribute("aria-sort") === "ascending" ? -1 : 1;
  for (const other of heading.parentNode.children) other.removeAttribute("aria-sort");
  heading.setAttribute("aria-sort", turned === 1 ? "ascending" : "descending");
  const body = heading.closest("table").tBodies[0];
  const isNumber = heading.dataset.sort === "number";
  const keyed = Array.from(body.rows, (row) => [keyOf(row.cells[heading.cellIndex], isNumber), row]);
  keyed.sort(([one], [other]) => {
    // What has no value comes last in both directions.
    if (one === null || other === null) return (one === null) - (other === null);
    return turned * (isNumber ? one - other : collator.compare(one, other));
  });
  body.append(...keyed.map(([, row]) => row));
}

function keyOf(cell, isNumber) {
  const text = cell.dataset.value ?? cell.textContent.trim();
  if (!isNumber) return text || null;
  const number = Number.parseFloat(text);
  return Number.isNaN(number) ? null : number;
}

// A form with data-filters, the id of a table, shows only rows with all words and in the state.
for (const form of document.querySelectorAll("form[data-filters]")) {
  const rows = [...document.getElementById(form.dataset.filters).tBodies[0].rows];
  const texts = rows.map((row) => plain(row.textContent));
  const search = form.querySelector("input");
  const state = form.querySelector("select");
  const status = form.querySelector("output");
  const filter = () => {
    const words = plain(search.value).split(/\s+/);
    let shown = 0;
    rows.forEach((row, k) => {
      const inState = !state?.value || row.dataset.state === state.value;
      row.hidden = !(inState && words.every((word) => texts[k].includes(word)));
      shown += !row.hidden;
    });
    status.textContent = `${shown} of ${rows.length} ${form.dataset.unit}`;
  };
  form.addEventListener("input", filter);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.hidden = false;
  filter();
}

// Upper case and accents don't count: "zoe" finds "Zoë".
function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}
