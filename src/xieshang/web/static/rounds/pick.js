// A box above each long list of organisations that hides what does not hold the words typed. What is ticked always stays in sight.
"use strict";
const LONG = 8;
for (const part of document.querySelectorAll("fieldset.pick")) {
  const choices = [...part.querySelectorAll("label.choice")];
  if (choices.length <= LONG) continue;
  const find = document.createElement("input");
  find.type = "search";
  find.className = "form-control";
  find.placeholder = part.dataset.find;
  find.setAttribute("aria-label", `${part.dataset.find}：${part.querySelector("legend").textContent.trim()}`);
  find.addEventListener("input", () => {
    for (const choice of choices) choice.hidden = !choice.querySelector("input").checked && !choice.textContent.includes(find.value.trim());
  });
  part.querySelector("legend").after(find);
}
