// A page that says what is being done for somebody (ui/waiting.jinja) looks by itself whether it is done, and says so. What
// is on the page stays: the link beside it shows what came of it, as it does without this script.
const EVERY = 10_000; // milliseconds, while the page is in view

function watch(section) {
  const news = section.querySelector("[data-news]");
  const link = section.querySelector("a");
  const timer = setInterval(() => look().catch(() => {}), EVERY);

  async function look() {
    if (document.hidden) return;
    const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (page.querySelector("[data-waiting]")?.dataset.waiting === section.dataset.waiting) return;
    clearInterval(timer);
    section.querySelector("progress")?.remove();
    link.textContent = link.dataset.ready;
    news.textContent = news.dataset.news;
  }
}

for (const section of document.querySelectorAll("[data-waiting]")) watch(section);
