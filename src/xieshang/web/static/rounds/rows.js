// Adds rows to a table of people: a new row is a copy of the last one, emptied and numbered on. Without it the rows shown are all there are.
"use strict";
for (const table of document.querySelectorAll("table[data-rows]")) {
  const body = table.tBodies[0];
  const more = document.createElement("button");
  more.type = "button";
  more.className = "btn btn-plain btn-sm mt1";
  more.textContent = table.dataset.more;
  more.addEventListener("click", () => {
    const last = body.rows[body.rows.length - 1];
    const next = last.cloneNode(true);
    const from = body.rows.length - 1;
    next.cells[0].textContent = String(from + 2);
    for (const input of next.querySelectorAll("input")) {
      input.name = input.name.replace(`-${from}-`, `-${from + 1}-`);
      input.setAttribute("aria-label", input.getAttribute("aria-label").replace(String(from + 1), String(from + 2)));
      if (input.type === "checkbox") input.checked = false; else input.value = "";
    }
    body.append(next);
    next.querySelector("input").focus();
  });
  table.after(more);
}
