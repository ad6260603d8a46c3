package org.stackdeck.cloud.keypair;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of the key pair that exists in Nova while a server is created. Nova reports it for the server afterward. The
 * name contains the start of the fingerprint, which identifies the public key.
 */
public final class TemporaryKeyPairName {

    private static final String PREFIX = "stackdeck-";
    private static final String ALGORITHM = "SHA256:";
    /** Characters of the fingerprint. With the ID of the operation, the name has at most 64 characters. */
    private static final int PART_LENGTH = 16;

    private static final Pattern PATTERN =
            Pattern.compile(PREFIX + "[0-9a-f-]{36}(?:-([A-Za-z0-9_-]{" + PART_LENGTH + "}))?");

    private TemporaryKeyPairName() {}

    /** @param operation ID of the operation that creates the server */
    public static String of(String operation, SshPublicKey key) {
        return PREFIX + operation + "-" + part(key);
    }

    /** Returns whether Stackdeck made the name. Earlier versions made names without a fingerprint. */
    public static boolean isTemporary(String name) {
        return PATTERN.matcher(name).matches();
    }

    /** Returns the first characters of the fingerprint as they are part of names. */
    public static String part(SshPublicKey key) {
        return part(key.fingerprint());
    }

    /**
     * Returns the first characters of the fingerprint, or of a part of it, as they are part of names: in the Base64
     * alphabet for URLs, which Nova accepts.
     *
     * @param fingerprint with or without the algorithm; upper and lower case are kept
     */
    public static String part(String fingerprint) {
        String digest = fingerprint.regionMatches(true, 0, ALGORITHM, 0, ALGORITHM.length())
                ? fingerprint.substring(ALGORITHM.length())
                : fingerprint;
        return digest.substring(0, Math.min(PART_LENGTH, digest.length()))
                .replace('+', '-')
                .replace('/', '_');
    }

    /** Returns the start of the fingerprint in the format of {@code ssh-keygen -l}; empty if the name contains none. */
    public static Optional<String> fingerprintStart(String name) {
        return partOf(name).map(part -> ALGORITHM + part.replace('-', '+').replace('_', '/'));
    }

    public static boolean matches(String name, SshPublicKey key) {
        return partOf(name).filter(part(key)::equals).isPresent();
    }

    private static Optional<String> partOf(String name) {
        Matcher matcher = PATTERN.matcher(name);
        return matcher.matches() ? Optional.ofNullable(matcher.group(1)) : Optional.empty();
    }
}
