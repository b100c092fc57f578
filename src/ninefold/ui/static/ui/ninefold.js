// The pages work without this; it adds what the design system adds: focus on the error summary, and the like.
import "./busy.js";

document.body.classList.add("js-enabled", "nhsuk-frontend-supported");

// A page without a part that the design system's script serves does not fetch it.
if (document.querySelector("[data-module]")) {
  const { initAll } = await import("./design-system/nhsuk-frontend-10.6.1.min.js");
  initAll();
}

// Who skips to the main part goes on from there, in every browser.
document.querySelector(".nhsuk-skip-link").addEventListener("click", () => {
  const main = document.querySelector("main");
  main.tabIndex = -1;
  main.focus();
});

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
