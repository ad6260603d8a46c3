package org.stackdeck.identity.secret;

import javax.crypto.spec.SecretKeySpec;

/** Creates secret boxes with a fixed key for tests of other modules. */
public final class TestSecretBoxes {

    private TestSecretBoxes() {}

    public static SecretBox create() {
        return new SecretBox(new SecretKeySpec(new byte[32], "AES"));
    }
}
