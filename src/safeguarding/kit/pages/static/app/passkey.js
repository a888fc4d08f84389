// Asks the browser for a passkey when the form is sent, puts what it says into the form, and sends it.

const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const keys = (list) => (list || []).map((key) => ({ ...key, id: bytes(key.id) }));

function created(credential) {
  const { response } = credential;
  return {
    attestationObject: text(response.attestationObject),
    clientDataJSON: text(response.clientDataJSON),
    transports: response.getTransports ? response.getTransports() : [],
  };
}

function used(credential) {
  const { response } = credential;
  return {
    authenticatorData: text(response.authenticatorData),
    clientDataJSON: text(response.clientDataJSON),
    signature: text(response.signature),
    userHandle: response.userHandle ? text(response.userHandle) : null,
  };
}

function asked(options) {
  const wanted = { ...options, challenge: bytes(options.challenge) };
  if (options.user) wanted.user = { ...options.user, id: bytes(options.user.id) };
  if (options.excludeCredentials) wanted.excludeCredentials = keys(options.excludeCredentials);
  if (options.allowCredentials) wanted.allowCredentials = keys(options.allowCredentials);
  return { publicKey: wanted };
}

// Where nobody is known yet, what to ask the browser is fetched when the button is pressed, and not for every visitor.
async function wanted(place) {
  if (place.dataset.options) return JSON.parse(place.dataset.options);
  const answer = await fetch(place.dataset.optionsAt, { headers: { Accept: "application/json" } });
  return (await answer.json()).request_options;
}

async function read(place) {
  const making = place.dataset.passkey === "create";
  const options = asked((await wanted(place)).publicKey);
  // A passkey that its device can find by itself signs its owner in without an address.
  if (making) Object.assign((options.publicKey.authenticatorSelection ||= {}), { residentKey: "preferred" });
  const credential = await (making ? navigator.credentials.create(options) : navigator.credentials.get(options));
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: making ? created(credential) : used(credential),
  };
}

document.querySelectorAll("[data-passkey]").forEach((place) => {
  const form = place.closest("form");
  const line = form.querySelector("[data-passkey-state]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!window.PublicKeyCredential) {
      line.textContent = "This browser cannot use passkeys. Choose the authenticator app, or use another browser.";
      return;
    }
    line.textContent = "Follow what your browser asks.";
    try {
      form.elements.credential.value = JSON.stringify(await read(place));
      form.submit();
    } catch {
      line.textContent = "The passkey was not read. Press the button again, or choose another way.";
    }
  });
});
