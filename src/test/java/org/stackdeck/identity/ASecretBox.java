package org.stackdeck.identity;

import javax.crypto.spec.SecretKeySpec;

/** Creates secret boxes with a fixed key for tests of other modules. */
public final class ASecretBox {

    private ASecretBox() {}

    public static SecretBox make() {
        return new SecretBox(new SecretKeySpec(new byte[32], "AES"));
    }
}
