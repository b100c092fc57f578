// The pages work without this; it adds what the design system adds: focus on the error summary, and the like.
import { initAll } from "./design-system/nhsuk-frontend-10.6.1.min.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");
initAll();

// What is folded away lies open where there is room for it.
if (window.matchMedia("(min-width: 60em)").matches) {
  for (const details of document.querySelectorAll("details[data-open-when-wide]")) details.open = true;
}

// The menu of the person who is signed in closes by Escape, and when the focus goes elsewhere.
for (const menu of document.querySelectorAll("details.person")) {
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  menu.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) menu.open = false;
  });
  document.addEventListener("click", (event) => {
    if (!menu.contains(event.target)) menu.open = false;
  });
}
