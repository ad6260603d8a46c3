package org.stackdeck.identity.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.springframework.stereotype.Component;

/**
 * Encrypts secrets that Stackdeck must be able to read again (AES-256-GCM with a random nonce). A secret encrypted for
 * one owner cannot be decrypted for another owner, so that secrets cannot be swapped between rows.
 */
@Component
public class SecretBox {

    private static final String VERSION = "1.";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKey key;

    public SecretBox(SecretKey key) {
        this.key = key;
    }

    /** @param owner identifier of the object to which the secret belongs; required again for decryption */
    public String seal(byte[] secret, String owner) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] sealed = apply(Cipher.ENCRYPT_MODE, nonce, secret, owner);
        byte[] both = ByteBuffer.allocate(nonce.length + sealed.length)
                .put(nonce)
                .put(sealed)
                .array();
        return VERSION + Base64.getEncoder().encodeToString(both);
    }

    /**
     * Decrypts the secret. Throws {@link UnreadableSecretException} if it is corrupt, or was encrypted with another key
     * or for another owner.
     */
    public byte[] open(String sealed, String owner) {
        try {
            if (!sealed.startsWith(VERSION)) {
                throw new IllegalArgumentException("unknown version");
            }
            byte[] both = Base64.getDecoder().decode(sealed.substring(VERSION.length()));
            byte[] nonce = Arrays.copyOf(both, NONCE_BYTES);
            return apply(Cipher.DECRYPT_MODE, nonce, Arrays.copyOfRange(both, NONCE_BYTES, both.length), owner);
        } catch (IllegalArgumentException e) {
            throw new UnreadableSecretException("an encrypted secret is corrupt", e);
        }
    }

    /** Returns whether {@link #open} would succeed. */
    public boolean canOpen(String sealed, String owner) {
        try {
            open(sealed, owner);
            return true;
        } catch (UnreadableSecretException e) {
            return false;
        }
    }

    private byte[] apply(int mode, byte[] nonce, byte[] input, String owner) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (AEADBadTagException e) {
            throw new UnreadableSecretException(
                    "a secret cannot be decrypted: it was encrypted with another key (STACKDECK_SECRETS_KEY, or"
                            + " keys/secret-box.key in the data directory)",
                    e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
