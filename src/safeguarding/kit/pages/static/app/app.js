// Starts the design system's components, and saves long answers as they are typed.
// Everything here saves steps only: each page does its work without it.
import { initAll } from "../nhsuk/nhsuk-frontend-10.6.1.min.js";

initAll();

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
  } else if (response.status === 412) {
    say(form, "Not saved. In another tab you now act for another organisation: change back there, then carry on here.", "problem");
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
    this.touched = new Set(); // parts of the form in which somebody typed since they were last saved
    form.addEventListener("input", (event) => this.wait(event.target.closest("[data-part]")));
    form.addEventListener("submit", () => this.stop());
    document.addEventListener("visibilitychange", () => document.hidden && this.changed && this.send());
  }

  wait(part) {
    this.changed = true;
    if (part) this.touched.add(part);
    say(this.form, "Will be saved when you pause", "waiting");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), PAUSE);
  }

  stop() {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  // What is outside every part is always sent; of a long form of parts, only those that somebody typed in.
  typed(parts) {
    const data = new FormData(this.form);
    for (const part of this.form.querySelectorAll("[data-part]"))
      if (!parts.has(part)) part.querySelectorAll("[name]").forEach((field) => data.delete(field.name));
    // A file is sent with the form itself, never as it is typed.
    return new URLSearchParams([...data].filter(([, value]) => typeof value === "string"));
  }

  // One request at a time: a second would carry a version that the first has just made stale.
  async send() {
    if (this.stopped) return;
    if (this.sending) return this.wait();
    this.sending = true;
    this.changed = false;
    clearTimeout(this.timer);
    say(this.form, "Saving…", "waiting");
    const parts = this.touched;
    this.touched = new Set();
    try {
      const headers = { "X-Autosave": "1", Accept: "application/json" };
      const response = await fetch(this.form.dataset.autosave, { method: "POST", body: this.typed(parts), headers });
      if (!response.ok || response.redirected) parts.forEach((part) => this.touched.add(part));
      await understood(this.form, response);
    } catch {
      parts.forEach((part) => this.touched.add(part));
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
