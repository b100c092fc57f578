// One question at a time, and a note that stays in this tab. Nothing here sends anything, and without it all questions are
// on the page and the note is written on paper.

// The note is kept for the tab alone, not for the browser: the next person at a shared computer must not find it.
function shelf(key) {
  try {
    const store = window.sessionStorage;
    store.setItem(`${key}.try`, "");
    store.removeItem(`${key}.try`);
    return {
      get: () => store.getItem(key) ?? "",
      set: (text) => (text ? store.setItem(key, text) : store.removeItem(key)),
      keeps: true,
    };
  } catch {
    return { get: () => "", set: () => {}, keeps: false };
  }
}

function keepNote(place) {
  const box = place.querySelector("textarea");
  const status = place.querySelector("[data-status]");
  const paper = document.querySelector("[data-on-paper]");
  const kept = shelf(`ninefold.note.${place.dataset.note}`);
  const put = (text) => {
    kept.set(text);
    paper.textContent = text.trim();
  };
  box.value = kept.get();
  put(box.value);
  box.addEventListener("input", () => {
    try {
      put(box.value);
      status.textContent = kept.keeps ? place.dataset.kept : place.dataset.notKept;
    } catch {
      status.textContent = place.dataset.notKept; // the tab has no room left for it
    }
  });
  place.querySelector("[data-delete]").addEventListener("click", () => {
    box.value = "";
    put("");
    status.textContent = place.dataset.deleted;
    box.focus();
  });
  place.querySelector("[data-print]").addEventListener("click", () => window.print());
  place.hidden = false;
  document.querySelector("[data-by-hand]").hidden = true;
}

function askOneByOne(one, list) {
  const questions = [...list.querySelectorAll("[data-prompt]")];
  const all = one.querySelector("[data-all]");
  const place = one.querySelector("[data-place]");
  let now = 0;
  const show = (at) => {
    now = (at + questions.length) % questions.length;
    one.querySelector("[data-question]").textContent = questions[now].textContent;
    one.querySelector("[data-level]").textContent = `${questions[now].dataset.of}.`;
    place.textContent = place.dataset.text.replace("{number}", now + 1).replace("{count}", questions.length);
  };
  const open = (shown) => {
    list.classList.toggle("questions-to-think--folded", !shown);
    all.setAttribute("aria-expanded", String(shown));
  };
  // Who came for one question, from a search, sees it first.
  const follow = () => {
    const asked = questions.findIndex((question) => `#${question.id}` === window.location.hash);
    if (asked < 0) return;
    show(asked);
    one.scrollIntoView({ block: "center" });
  };
  one.querySelector("[data-next]").addEventListener("click", () => show(now + 1));
  one.querySelector("[data-before]").addEventListener("click", () => show(now - 1));
  all.addEventListener("click", () => open(all.getAttribute("aria-expanded") === "false"));
  window.addEventListener("hashchange", follow);
  show(0);
  open(false);
  one.hidden = false;
  follow();
}

const one = document.querySelector("[data-one]");
if (one) askOneByOne(one, document.querySelector("[data-questions]"));
for (const place of document.querySelectorAll("[data-note]")) keepNote(place);
