package org.stackdeck.keypairs;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import org.stackdeck.cloud.PublicKey;

/**
 * Generates an Ed25519 key pair. The private key has OpenSSH's format without a passphrase (PROTOCOL.key of OpenSSH).
 */
final class NewPair {

    private static final String TYPE = PublicKey.Type.ED25519.word();
    private static final int KEY_BYTES = 32;
    private static final int BLOCK = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final PublicKey publicKey;
    private final String privateKey;

    private NewPair(PublicKey publicKey, String privateKey) {
        this.publicKey = publicKey;
        this.privateKey = privateKey;
    }

    /** @param comment identifies the key for its owner */
    static NewPair make(String comment) {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            // The raw key is at the end of the X.509 encoding (RFC 8410, section 4).
            byte[] point = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            byte[] blob = new Writer().text(TYPE).field(point).bytes();
            return new NewPair(
                    new PublicKey(PublicKey.Type.ED25519, Base64.getEncoder().encodeToString(blob)),
                    written(blob, point, seed, comment));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    PublicKey publicKey() {
        return publicKey;
    }

    String privateKey() {
        return privateKey;
    }

    private static String written(byte[] blob, byte[] point, byte[] seed, String comment) {
        int check = RANDOM.nextInt();
        byte[] both = ByteBuffer.allocate(2 * KEY_BYTES).put(seed).put(point).array();
        Writer secret = new Writer()
                .number(check)
                .number(check)
                .text(TYPE)
                .field(point)
                .field(both)
                .text(comment);
        for (int pad = 1; secret.size() % BLOCK != 0; pad++) {
            secret.raw(new byte[] {(byte) pad});
        }
        byte[] whole = new Writer()
                .raw("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII))
                .text("none")
                .text("none")
                .text("")
                .number(1)
                .field(blob)
                .field(secret.bytes())
                .bytes();
        return "-----BEGIN OPENSSH PRIVATE KEY-----\n"
                + Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(whole)
                + "\n-----END OPENSSH PRIVATE KEY-----\n";
    }

    /** Writes fields prefixed by their length (RFC 4251, section 5). */
    private static final class Writer {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Writer text(String text) {
            return field(text.getBytes(StandardCharsets.UTF_8));
        }

        Writer field(byte[] field) {
            return number(field.length).raw(field);
        }

        Writer number(int number) {
            return raw(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
        }

        Writer raw(byte[] bytes) {
            out.writeBytes(bytes);
            return this;
        }

        int size() {
            return out.size();
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
