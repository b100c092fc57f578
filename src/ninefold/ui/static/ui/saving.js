// Saves answers as they are given. A form with `data-save-to="URL"` sends each field that changes to that address, one after
// another, and says in its `data-saving-status` how it stands. Without this the form is sent as a whole, as any form is.
//
// The address answers 2xx when the value is kept. 409 and 410 say as text why it cannot be: that is shown, and after 410, which
// means for good, nothing more is sent. Other refusals are not tried again: the button of the form says what is wrong.
// A hidden field `loaded:NAME` may hold what a field was shown with; it is taken away when somebody changes the field.
const AFTER_TYPING = 800; // milliseconds
const LONGEST_TRY = 15_000;
const LONGEST_PAUSE = 30_000;
const LARGEST_TO_OUTLIVE_THE_PAGE = 60_000; // bytes; browsers refuse more
const TRY_AGAIN = new Set([408, 425, 429]);

class Saving {
  #form;
  #status;
  #changed = new Map(); // names of fields that wait to be sent, in the order of their change
  #sent = new Map(); // what the server has or is just being sent, by the name of the field
  #typing = new Map(); // names of fields in which somebody types, each with its timer
  #failures = 0;
  #pause = null;
  #sending = false;
  #closed = false; // for good
  #leaving = false; // the form is being sent as a whole

  constructor(form) {
    this.#form = form;
    this.#status = form.querySelector("[data-saving-status]") ?? document.querySelector("[data-saving-status]");
    for (const name of new FormData(form).keys()) this.#sent.set(name, this.#value(name));
    form.addEventListener("change", (event) => this.#change(event.target.name));
    form.addEventListener("input", (event) => this.#type(event.target));
    form.addEventListener("focusout", (event) => this.#finishTyping(event.target.name));
    form.addEventListener("submit", (event) => this.#leave(event));
    window.addEventListener("pageshow", () => (this.#leaving = false));
    document.addEventListener("visibilitychange", () => document.hidden && this.#finishAll());
    window.addEventListener("online", () => this.#send());
    window.addEventListener("beforeunload", (event) => this.#unsaved() && event.preventDefault());
  }

  get #over() {
    return this.#closed || this.#leaving;
  }

  #value(name) {
    return JSON.stringify(new FormData(this.#form).getAll(name));
  }

  #type(field) {
    if (!field.matches("textarea, input[type=text]")) return;
    clearTimeout(this.#typing.get(field.name));
    this.#typing.set(field.name, setTimeout(() => this.#finishTyping(field.name), AFTER_TYPING));
  }

  #finishTyping(name) {
    if (!this.#typing.has(name)) return;
    clearTimeout(this.#typing.get(name));
    this.#typing.delete(name);
    this.#change(name);
  }

  #finishAll() {
    for (const name of [...this.#typing.keys()]) this.#finishTyping(name);
  }

  #change(name) {
    if (!name || this.#over || name === "csrfmiddlewaretoken") return;
    if (this.#value(name) === this.#sent.get(name) && !this.#changed.has(name)) return;
    this.#changed.set(name, true);
    // The form said with what the field was shown, so that one left alone stays as another tab has it. This one was not.
    this.#form.elements.namedItem(`loaded:${name}`)?.remove();
    this.#send();
  }

  // Sends what waits, until nothing does or it cannot be kept.
  async #send() {
    if (this.#sending || this.#over) return;
    clearTimeout(this.#pause);
    this.#sending = true;
    while (this.#changed.size && !this.#over) {
      const [name] = this.#changed.keys();
      this.#say("saving");
      this.#changed.delete(name);
      this.#sent.set(name, this.#value(name));
      if (!(await this.#keep(name))) break;
    }
    this.#sending = false;
  }

  // Sends one field. False if it waits for another try, or nothing is to be sent any more.
  async #keep(name) {
    const body = this.#body(name);
    let response;
    try {
      response = await fetch(this.#form.dataset.saveTo, {
        method: "POST",
        body,
        headers: { Accept: "text/plain" },
        keepalive: body.toString().length < LARGEST_TO_OUTLIVE_THE_PAGE,
        redirect: "manual",
        signal: AbortSignal.timeout(LONGEST_TRY),
      });
    } catch {
      return this.#tryLater(name);
    }
    if (response.status >= 500 || TRY_AGAIN.has(response.status)) return this.#tryLater(name);
    this.#failures = 0;
    if (response.ok) {
      if (!this.#changed.size) this.#say("saved");
      return true;
    }
    this.#sent.delete(name);
    await this.#refuse(response);
    return !this.#over;
  }

  #body(name) {
    const form = new FormData(this.#form);
    const values = form.getAll(name);
    const body = new URLSearchParams({ csrfmiddlewaretoken: form.get("csrfmiddlewaretoken") ?? "" });
    for (const value of values.length ? values : [""]) body.append(name, value);
    return body;
  }

  // The field is first again, unless it changed once more meanwhile.
  #tryLater(name) {
    if (this.#over) return false;
    this.#changed = new Map([[name, true], ...this.#changed]);
    this.#say("not-saved");
    const pause = Math.min(1000 * 2 ** this.#failures, LONGEST_PAUSE);
    this.#failures += 1;
    this.#pause = setTimeout(() => this.#send(), pause);
    return false;
  }

  async #refuse(response) {
    const says = response.status === 409 || response.status === 410 ? (await response.text()).trim() : "";
    this.#closed = response.status === 410;
    if (this.#closed) this.#changed.clear();
    this.#say("refused", says);
  }

  // The form is sent as a whole now, with everything in it. Without a network that would end on a page of the browser's own, and
  // what is on this one would be lost: so it stays.
  #leave(event) {
    if (!navigator.onLine && !this.#closed) {
      event.preventDefault();
      this.#say("no-network");
      return;
    }
    this.#leaving = true;
    clearTimeout(this.#pause);
    for (const timer of this.#typing.values()) clearTimeout(timer);
    this.#typing.clear();
    this.#changed.clear();
  }

  #unsaved() {
    return !this.#over && (this.#sending || this.#changed.size > 0 || this.#typing.size > 0);
  }

  #say(state, text = "") {
    if (!this.#status) return;
    const stands = this.#status.dataset.state === "no-network" && !navigator.onLine;
    if (stands && (state === "saving" || state === "not-saved")) return;
    this.#status.dataset.state = state;
    this.#status.textContent = text || this.#status.getAttribute(`data-${state}`);
  }
}

for (const form of document.querySelectorAll("form[data-save-to]")) new Saving(form);
