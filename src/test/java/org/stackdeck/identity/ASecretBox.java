package org.stackdeck.identity;

import javax.crypto.spec.SecretKeySpec;

/** Makes boxes for tests of other modules, with a key that is worth nothing. */
public final class ASecretBox {

    private ASecretBox() {}

    public static SecretBox make() {
        return new SecretBox(new SecretKeySpec(new byte[32], "AES"));
    }
}
