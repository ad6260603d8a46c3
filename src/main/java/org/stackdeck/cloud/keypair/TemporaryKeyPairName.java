package org.stackdeck.cloud.keypair;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of the key pair that exists in Nova while a server is created. Nova reports it for the server afterward, so that
 * the part of the fingerprint identifies the public key.
 */
public final class TemporaryKeyPairName {

    private static final String PREFIX = "stackdeck-";
    /** Characters of the fingerprint. With the ID of the operation, the name has at most 64 characters. */
    private static final int PART_LENGTH = 16;

    private static final Pattern PATTERN =
            Pattern.compile(PREFIX + "[0-9a-f-]{36}-([A-Za-z0-9_-]{" + PART_LENGTH + "})");

    private TemporaryKeyPairName() {}

    /** @param operation ID of the operation that creates the server */
    public static String of(String operation, SshPublicKey key) {
        return PREFIX + operation + "-" + part(key);
    }

    /** Returns the first characters of the fingerprint, in the Base64 alphabet for URLs, which Nova accepts. */
    public static String part(SshPublicKey key) {
        return key.fingerprint()
                .replaceFirst("SHA256:", "")
                .substring(0, PART_LENGTH)
                .replace('+', '-')
                .replace('/', '_');
    }

    /** Returns the part of the fingerprint in the name; empty if the name has another form. */
    public static Optional<String> partOf(String name) {
        Matcher matcher = PATTERN.matcher(name);
        return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    public static boolean matches(String name, SshPublicKey key) {
        return partOf(name).filter(part(key)::equals).isPresent();
    }
}
