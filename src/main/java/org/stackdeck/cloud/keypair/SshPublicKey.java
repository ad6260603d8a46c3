package org.stackdeck.cloud.keypair;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import org.stackdeck.cloud.keypair.InvalidPublicKeyException.Reason;

/**
 * A public SSH key in OpenSSH's format (RFC 4253, 6.6; RFC 5656; RFC 8709), without its comment.
 *
 * @param blob the key in Base64
 */
public record SshPublicKey(Type type, String blob) {

    private static final int MAX_LINE_LENGTH = 8192;
    private static final int MIN_RSA_BITS = 2048;
    private static final int MAX_RSA_BITS = 16_384;

    /** The accepted key types, all of which Nova and current OpenSSH versions support. */
    public enum Type {
        RSA("ssh-rsa"),
        ED25519("ssh-ed25519"),
        ECDSA_256("ecdsa-sha2-nistp256"),
        ECDSA_384("ecdsa-sha2-nistp384"),
        ECDSA_521("ecdsa-sha2-nistp521");

        private final String algorithmName;

        Type(String algorithmName) {
            this.algorithmName = algorithmName;
        }

        public String algorithmName() {
            return algorithmName;
        }
    }

    public SshPublicKey {
        try {
            byte[] bytes = Base64.getDecoder().decode(blob);
            new Blob(ByteBuffer.wrap(bytes)).requireType(type);
            // The decoder accepts a missing padding, which Nova refuses.
            blob = Base64.getEncoder().encodeToString(bytes);
        } catch (IllegalArgumentException | BufferUnderflowException e) {
            throw new InvalidPublicKeyException(Reason.MALFORMED);
        }
    }

    /**
     * Parses a line of a public key file such as {@code id_ed25519.pub}.
     *
     * @throws InvalidPublicKeyException if the line is not an acceptable key
     */
    public static SshPublicKey parse(String line) {
        if (line.contains("PRIVATE KEY")) {
            throw new InvalidPublicKeyException(Reason.PRIVATE);
        }
        String[] terms = line.strip().split("[ \t]+", 3);
        if (line.length() > MAX_LINE_LENGTH
                || terms.length < 2
                || line.strip().lines().count() > 1) {
            throw new InvalidPublicKeyException(Reason.MALFORMED);
        }
        Type type = Arrays.stream(Type.values())
                .filter(one -> one.algorithmName().equals(terms[0]))
                .findFirst()
                .orElseThrow(() -> new InvalidPublicKeyException(Reason.UNKNOWN_TYPE));
        return new SshPublicKey(type, terms[1]);
    }

    /** Returns the fingerprint in the format of {@code ssh-keygen -l}. */
    public String fingerprint() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256")
                    .digest(Base64.getDecoder().decode(blob));
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns the key in the format of {@code authorized_keys}. */
    public String authorizedKeysLine() {
        return type.algorithmName() + " " + blob;
    }

    /** The fields of a key blob, each preceded by its length. */
    private record Blob(ByteBuffer bytes) {

        void requireType(Type type) {
            if (!readText().equals(type.algorithmName())) {
                throw new InvalidPublicKeyException(Reason.MALFORMED);
            }
            switch (type) {
                case RSA -> requireRsaKey();
                case ED25519 -> require(readField().length == 32);
                case ECDSA_256 -> requireCurvePoint("nistp256", 32);
                case ECDSA_384 -> requireCurvePoint("nistp384", 48);
                case ECDSA_521 -> requireCurvePoint("nistp521", 66);
            }
            require(!bytes.hasRemaining());
        }

        private void requireRsaKey() {
            require(new BigInteger(readField()).compareTo(BigInteger.TWO) > 0);
            BigInteger modulus = new BigInteger(readField());
            require(modulus.signum() > 0 && modulus.bitLength() <= MAX_RSA_BITS);
            if (modulus.bitLength() < MIN_RSA_BITS) {
                throw new InvalidPublicKeyException(Reason.TOO_WEAK);
            }
        }

        private void requireCurvePoint(String curve, int size) {
            require(readText().equals(curve));
            byte[] point = readField();
            require(point.length == 2 * size + 1 && point[0] == 4);
        }

        private String readText() {
            return new String(readField(), StandardCharsets.US_ASCII);
        }

        private byte[] readField() {
            int length = bytes.getInt();
            require(length > 0 && length <= bytes.remaining());
            byte[] field = new byte[length];
            bytes.get(field);
            return field;
        }

        private static void require(boolean holds) {
            if (!holds) {
                throw new InvalidPublicKeyException(Reason.MALFORMED);
            }
        }
    }
}
