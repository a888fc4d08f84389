// Tell the design system's styles that scripts run here, before anything is drawn. A file, so that no script is inline.
document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("nhsuk-frontend-supported");
