// A form that was sent says so once that takes longer than a moment, and goes once however often its button is pressed.
// The browser's own sign is small and far from where somebody looks; on a slow line a press seems to have done nothing.
//
// What is said stands on the page, in whatever has `data-sending`: its text while a form is on its way, `data-longer`
// after a while, `data-file` for a link or form that gives a file. A form that may give one says so with
// `data-gives-file`: the page then stays, and no event tells that the file has come.
const A_MOMENT = 400; // milliseconds
const A_WHILE = 20_000;
const A_FILE = 5_000;

const said = document.querySelector("[data-sending]");
const underWay = new Map(); // what was sent, by its form

function say(word, seen = false) {
  if (!said) return;
  said.textContent = word ? (said.dataset[word] ?? "") : "";
  said.classList.toggle("nhsuk-u-visually-hidden", !seen);
}

function send(event) {
  const form = event.target;
  if (event.defaultPrevented) return;
  if (underWay.has(form)) {
    event.preventDefault();
    return;
  }
  const button = event.submitter ?? form.querySelector('button:not([type="button"]), input[type="submit"]');
  const sent = { button, words: null, timers: [] };
  sent.timers.push(setTimeout(() => mark(sent), A_MOMENT));
  // Somebody who stopped the page, or whose line is gone, is not left with a button that does nothing: what a form does
  // here, it does once, so to press again is safe.
  const givesFile = "givesFile" in form.dataset;
  const until = givesFile ? A_FILE + weight(form) : A_WHILE;
  sent.timers.push(setTimeout(() => restore(form, givesFile ? "" : "longer"), until));
  underWay.set(form, sent);
}

// A file that is sent takes its time on a slow line: a second more for each hundred kilobytes.
function weight(form) {
  const files = [...form.querySelectorAll("input[type=file]")].flatMap((field) => [...field.files]);
  return files.reduce((sum, file) => sum + file.size, 0) / 100;
}

function mark(sent) {
  say("sending");
  if (!sent.button) return;
  sent.words = [...sent.button.childNodes];
  sent.button.setAttribute("aria-disabled", "true");
  sent.button.classList.add("is-busy");
  if (said) sent.button.replaceChildren(said.dataset.sending);
}

function restore(form, word = "") {
  const sent = underWay.get(form);
  if (!sent) return;
  underWay.delete(form);
  for (const timer of sent.timers) clearTimeout(timer);
  say(word, Boolean(word));
  if (!sent.words) return;
  sent.button.removeAttribute("aria-disabled");
  sent.button.classList.remove("is-busy");
  sent.button.replaceChildren(...sent.words);
}

function restoreAll() {
  for (const form of [...underWay.keys()]) restore(form);
}

document.addEventListener("submit", send);
document.addEventListener("click", (event) => {
  if (!event.target.closest("a[download]")) return;
  say("file", true);
  setTimeout(() => say(""), A_FILE);
});
// By the back button the page comes as it was left, in the midst of sending.
window.addEventListener("pageshow", (event) => event.persisted && restoreAll());
// Escape stops a page that is on its way.
document.addEventListener("keydown", (event) => event.key === "Escape" && restoreAll());
