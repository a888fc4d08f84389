// Starts the design system's components, gives htmx the forgery token, and saves long answers as they are typed.
// Everything here saves steps only: each page does its work without it.
import { initAll } from "../nhsuk/nhsuk-frontend-10.6.1.min.js";

initAll();

document.body.addEventListener("htmx:configRequest", (event) => {
  const token = document.body.dataset.csrf;
  if (token) event.detail.headers["X-CSRFToken"] = token;
});
document.body.addEventListener("htmx:afterSwap", (event) => initAll({ scope: event.target }));

const PAUSE = 1500; // milliseconds without a key before an answer is sent

function say(form, words, state) {
  const line = form.querySelector("[data-saved-state]");
  if (!line) return;
  line.textContent = words;
  line.dataset.savedState = state;
}

function clock() {
  return new Date().toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit" });
}

async function understood(form, response) {
  if (response.redirected || response.status === 401 || response.status === 403) {
    say(form, "Not saved. You have been signed out: sign in again in another tab, then carry on here.", "problem");
  } else if (response.status === 409) {
    say(form, "Not saved. Someone else has changed this since you opened it. Press the button to see both.", "problem");
  } else if (!response.ok) {
    say(form, "Not saved. Check what you typed; it is still on this page.", "problem");
  } else {
    const answer = response.status === 204 ? {} : await response.json();
    if (answer.version && form.elements.version) form.elements.version.value = answer.version;
    say(form, `Saved at ${clock()}`, "saved");
  }
}

class Autosave {
  constructor(form) {
    this.form = form;
    this.timer = 0;
    this.sending = false;
    this.changed = false;
    form.addEventListener("input", () => this.wait());
    form.addEventListener("submit", () => this.stop());
    document.addEventListener("visibilitychange", () => document.hidden && this.changed && this.send());
  }

  wait() {
    this.changed = true;
    say(this.form, "Will be saved when you pause", "waiting");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), PAUSE);
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  // One request at a time: a second would carry a version that the first has just made stale.
  async send() {
    if (this.stopped) return;
    if (this.sending) return this.wait();
    this.sending = true;
    this.changed = false;
    clearTimeout(this.timer);
    say(this.form, "Saving…", "waiting");
    try {
      const body = new FormData(this.form);
      const headers = { "X-Autosave": "1", Accept: "application/json" };
      await understood(this.form, await fetch(this.form.dataset.autosave, { method: "POST", body, headers }));
    } catch {
      this.changed = true;
      say(this.form, "Not saved: no connection. We will try again.", "problem");
      this.timer = setTimeout(() => this.send(), 10 * PAUSE);
    } finally {
      this.sending = false;
    }
  }
}

document.querySelectorAll("form[data-autosave]").forEach((form) => new Autosave(form));
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
