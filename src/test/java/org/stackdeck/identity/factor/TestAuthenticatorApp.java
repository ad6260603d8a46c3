package org.stackdeck.identity.factor;

import java.math.BigInteger;
import java.time.Instant;

/** Generates TOTP codes like an authenticator app, from the secret that the user entered. */
public final class TestAuthenticatorApp {

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    private final byte[] secret;

    public TestAuthenticatorApp(String typedSecret) {
        this.secret = decode(typedSecret.replace(" ", ""));
    }

    public String code(Instant at) {
        return Totp.code(secret, Totp.step(at));
    }

    private static byte[] decode(String base32) {
        byte[] bytes = new byte[base32.length() * 5 / 8];
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < base32.length(); i++) {
            number = number.shiftLeft(5).or(BigInteger.valueOf(BASE32.indexOf(base32.charAt(i))));
        }
        number = number.shiftRight(base32.length() * 5 - bytes.length * 8);
        for (int i = bytes.length - 1; i >= 0; i--) {
            bytes[i] = number.byteValue();
            number = number.shiftRight(8);
        }
        return bytes;
    }
}
