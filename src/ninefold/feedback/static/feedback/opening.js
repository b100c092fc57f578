// The report of a participant grows while its facilitator opens it. Nothing that is being read moves away: what is new is
// put in its place among the rest, and said. Without this script a link on the page shows what was opened.

const EVERY = 5000; // milliseconds, while the page is in view
const room = document.getElementById("opened");
const news = document.querySelector("[data-news]");
let parts = Number(room.dataset.parts);

async function look() {
  if (document.hidden) return;
  const answer = await fetch(room.dataset.opened, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) return;
  const told = await answer.json();
  if (told.parts <= parts) return;
  if (told.all) {
    // All is open: the page offers the whole report to take away, which it does when it is loaded anew.
    location.reload();
    return;
  }
  const page = await fetch(location.href);
  if (!page.ok || page.redirected) return;
  const fresh = new DOMParser().parseFromString(await page.text(), "text/html").getElementById("opened");
  grow(fresh);
  parts = Number(fresh.dataset.parts);
  news.textContent = news.dataset.news;
}

function grow(fresh) {
  const body = room.querySelector(".report-body");
  if (!body) {
    room.replaceChildren(...fresh.childNodes);
    return;
  }
  let before = null;
  for (const section of [...fresh.querySelectorAll(".report-body > section")]) {
    const here = document.getElementById(section.id);
    if (!here) body.insertBefore(section, before ? before.nextSibling : body.firstChild);
    before = here || section;
  }
  room.querySelector(".report-contents ol").replaceWith(fresh.querySelector(".report-contents ol"));
}

setInterval(() => look().catch(() => {}), EVERY);
