// Asks before the page is loaded in another language, where that would lose what somebody has typed and not sent.
const TYPED = "input:not([type=hidden]), textarea, select";

function isChanged(field) {
  if (field.type === "checkbox" || field.type === "radio") return field.checked !== field.defaultChecked;
  if (field.type === "file") return field.files.length > 0;
  if (field.localName !== "select") return field.value !== field.defaultValue;
  const first = [...field.options].findIndex((option) => option.defaultSelected);
  return field.selectedIndex !== Math.max(first, 0);
}

// What a form saves by itself, field by field, is not lost, and a form that only looks for something is soon filled in again.
function isUnsent(form) {
  return form.method === "post" && !form.dataset.saveTo && [...form.querySelectorAll(TYPED)].some(isChanged);
}

for (const language of document.querySelectorAll("form.language")) {
  language.addEventListener("submit", (event) => {
    const loses = language.matches(".language--typed") || [...document.forms].some(isUnsent);
    if (loses && !window.confirm(language.dataset.asks)) event.preventDefault();
  });
}
