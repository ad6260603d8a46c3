// Passkeys: converts between the browser's API and the JSON formats of WebAuthn.

export const known = () => Boolean(window.PublicKeyCredential?.parseRequestOptionsFromJSON && window.isSecureContext);

const base64url = (buffer) =>
  buffer ? btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "") : undefined;

const common = (credential) => ({
  id: credential.id,
  rawId: base64url(credential.rawId),
  type: credential.type,
  clientExtensionResults: credential.getClientExtensionResults(),
  authenticatorAttachment: credential.authenticatorAttachment,
});

/** Creates a passkey; rejects if the user cancels or the device does not support it. */
export const create = async (options) => {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(JSON.parse(options));
  const made = await navigator.credentials.create({ publicKey });
  return JSON.stringify({
    ...common(made),
    response: {
      attestationObject: base64url(made.response.attestationObject),
      clientDataJSON: base64url(made.response.clientDataJSON),
      transports: made.response.getTransports?.() ?? [],
    },
  });
};

/** Authenticates with an existing passkey. */
export const get = async (options) => {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(JSON.parse(options));
  const found = await navigator.credentials.get({ publicKey });
  return JSON.stringify({
    ...common(found),
    response: {
      authenticatorData: base64url(found.response.authenticatorData),
      clientDataJSON: base64url(found.response.clientDataJSON),
      signature: base64url(found.response.signature),
      userHandle: base64url(found.response.userHandle),
    },
  });
};

// For the pages that Flow controls.
window.stackdeckPasskey = { known, create, get };
