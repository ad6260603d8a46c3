/** Passkeys (WebAuthn): registration, sign-in and storage. */
@NullMarked
@NamedInterface("passkey")
package org.stackdeck.identity.passkey;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
