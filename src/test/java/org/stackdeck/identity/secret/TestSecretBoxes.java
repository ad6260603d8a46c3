package org.stackdeck.identity.secret;

import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;

/** Creates secret boxes with known keys for tests of other modules. */
public final class TestSecretBoxes {

    private TestSecretBoxes() {}

    public static SecretBox create() {
        return create((byte) 0);
    }

    /** Creates a box whose key repeats the byte 32 times. */
    public static SecretBox create(byte key) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, key);
        return new SecretBox(new SecretKeySpec(bytes, "AES"));
    }
}
