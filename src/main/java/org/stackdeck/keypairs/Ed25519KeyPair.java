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
import org.stackdeck.cloud.keypair.SshPublicKey;

/** Generated Ed25519 key pair. The private key is in OpenSSH format (PROTOCOL.key of OpenSSH) without a passphrase. */
final class Ed25519KeyPair {

    private static final String TYPE = SshPublicKey.Type.ED25519.algorithmName();
    private static final int KEY_BYTES = 32;
    private static final int BLOCK = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SshPublicKey sshPublicKey;
    private final String privateKey;

    private Ed25519KeyPair(SshPublicKey sshPublicKey, String privateKey) {
        this.sshPublicKey = sshPublicKey;
        this.privateKey = privateKey;
    }

    /** @param comment identifies the key for its owner */
    static Ed25519KeyPair generate(String comment) {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            // The raw key is at the end of the X.509 encoding (RFC 8410, section 4).
            byte[] point = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
            byte[] seed = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
            byte[] blob = new SshWriter().text(TYPE).field(point).bytes();
            return new Ed25519KeyPair(
                    new SshPublicKey(
                            SshPublicKey.Type.ED25519, Base64.getEncoder().encodeToString(blob)),
                    encodePrivateKey(blob, point, seed, comment));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    SshPublicKey publicKey() {
        return sshPublicKey;
    }

    String privateKey() {
        return privateKey;
    }

    private static String encodePrivateKey(byte[] blob, byte[] point, byte[] seed, String comment) {
        int check = RANDOM.nextInt();
        byte[] both = ByteBuffer.allocate(2 * KEY_BYTES).put(seed).put(point).array();
        SshWriter secret = new SshWriter()
                .number(check)
                .number(check)
                .text(TYPE)
                .field(point)
                .field(both)
                .text(comment);
        for (int pad = 1; secret.size() % BLOCK != 0; pad++) {
            secret.raw(new byte[] {(byte) pad});
        }
        byte[] whole = new SshWriter()
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

    /** Writes values in the encoding of RFC 4251, section 5: strings with a length prefix, and numbers. */
    private static final class SshWriter {

        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        SshWriter text(String text) {
            return field(text.getBytes(StandardCharsets.UTF_8));
        }

        SshWriter field(byte[] field) {
            return number(field.length).raw(field);
        }

        SshWriter number(int number) {
            return raw(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
        }

        SshWriter raw(byte[] bytes) {
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
