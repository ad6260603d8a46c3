package org.stackdeck.cloud;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.stackdeck.cloud.UnsuitableKeyException.Why;

/**
 * A public SSH key in OpenSSH's format (RFC 4253, 6.6; RFC 5656; RFC 8709), without its comment.
 *
 * @param blob the key in Base64
 */
public record PublicKey(Type type, String blob) {

    private static final int LONGEST = 8192;
    private static final int LEAST_BITS = 2048;
    private static final int MOST_BITS = 16_384;

    /** The key types that Nova and current OpenSSH versions accept. */
    public enum Type {
        RSA("ssh-rsa"),
        ED25519("ssh-ed25519"),
        ECDSA_256("ecdsa-sha2-nistp256"),
        ECDSA_384("ecdsa-sha2-nistp384"),
        ECDSA_521("ecdsa-sha2-nistp521");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }

    public PublicKey {
        try {
            Blob read = new Blob(ByteBuffer.wrap(Base64.getDecoder().decode(blob)));
            read.expect(type);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new UnsuitableKeyException(Why.MALFORMED);
        }
    }

    /**
     * Parses a line of a public key file such as {@code id_ed25519.pub}.
     *
     * @throws UnsuitableKeyException if the line is not an acceptable key
     */
    public static PublicKey parse(String line) {
        if (line.contains("PRIVATE KEY")) {
            throw new UnsuitableKeyException(Why.PRIVATE);
        }
        String[] words = line.strip().split("[ \t]+", 3);
        if (line.length() > LONGEST || words.length < 2 || line.strip().lines().count() > 1) {
            throw new UnsuitableKeyException(Why.MALFORMED);
        }
        Type type = Arrays.stream(Type.values())
                .filter(one -> one.word().equals(words[0]))
                .findFirst()
                .orElseThrow(() -> new UnsuitableKeyException(Why.UNKNOWN_TYPE));
        return new PublicKey(type, words[1]);
    }

    /** The fingerprint in the format of {@code ssh-keygen -l}. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(blob));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The key in the format of {@code authorized_keys}. */
    public String line() {
        return type.word() + " " + blob;
    }

    /** The fields of a key blob, each preceded by its length. */
    private record Blob(ByteBuffer bytes) {

        void expect(Type type) {
            if (!text().equals(type.word())) {
                throw new UnsuitableKeyException(Why.MALFORMED);
            }
            switch (type) {
                case RSA -> rsa();
                case ED25519 -> require(next().length == 32);
                case ECDSA_256 -> point("nistp256", 32);
                case ECDSA_384 -> point("nistp384", 48);
                case ECDSA_521 -> point("nistp521", 66);
            }
            require(!bytes.hasRemaining());
        }

        private void rsa() {
            require(new BigInteger(next()).compareTo(BigInteger.TWO) > 0);
            BigInteger modulus = new BigInteger(next());
            require(modulus.signum() > 0 && modulus.bitLength() <= MOST_BITS);
            if (modulus.bitLength() < LEAST_BITS) {
                throw new UnsuitableKeyException(Why.TOO_WEAK);
            }
        }

        private void point(String curve, int size) {
            require(text().equals(curve));
            byte[] point = next();
            require(point.length == 2 * size + 1 && point[0] == 4);
        }

        private String text() {
            return new String(next(), StandardCharsets.US_ASCII);
        }

        private byte[] next() {
            int length = bytes.getInt();
            require(length > 0 && length <= bytes.remaining());
            byte[] field = new byte[length];
            bytes.get(field);
            return field;
        }

        private static void require(boolean holds) {
            if (!holds) {
                throw new UnsuitableKeyException(Why.MALFORMED);
            }
        }
    }
}
