// Asks the device for a passkey, or for a new one, and sends its answer with the form. Forms are hidden without this.
const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const read = (credentials = []) => credentials.map((one) => ({ ...one, id: bytes(one.id) }));

export function offerPasskeys(form) {
  if (!window.PublicKeyCredential) return;
  form.hidden = false;
  document.querySelectorAll("[data-no-passkey]").forEach((element) => element.remove());
  const problem = form.querySelector("[data-problem]");
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    try {
      const options = await challenge(form);
      if (!options) return location.reload(); // something else is asked first
      form.elements.credential.value = JSON.stringify(await ask(form.dataset.passkey, options));
      form.submit();
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      problem.hidden = false; // the person refused, or the device has none
    }
  });
}

async function challenge(form) {
  const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value };
  const response = await fetch(form.dataset.challenge, { method: "POST", headers });
  return response.ok && !response.redirected ? (await response.json()).publicKey : null;
}

async function ask(what, options) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    allowCredentials: read(options.allowCredentials),
    excludeCredentials: read(options.excludeCredentials),
  };
  if (options.user) publicKey.user = { ...options.user, id: bytes(options.user.id) };
  return plain(await navigator.credentials[what]({ publicKey }));
}

function plain(credential) {
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const response = parts.filter((part) => credential.response[part]).map((part) => [part, text(credential.response[part])]);
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: Object.fromEntries(response),
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}
