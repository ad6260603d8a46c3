package org.stackdeck.platform.configuration;

import java.util.regex.Pattern;

/** Removes secrets from the values of properties. */
public final class SecretMask {

    static final String MASK = "******";

    private static final String WORDS = "password|passwd|pwd|passphrase|secret|token|credential|key";

    /** User information of a URL. Greedy, because a password can contain the separators of a URL. */
    private static final Pattern USER_INFORMATION = Pattern.compile("(?<=//).*@", Pattern.DOTALL);

    /** A parameter with a secret, and all that follows, because the end of a password is not certain. */
    private static final Pattern PARAMETER =
            Pattern.compile("((?:" + WORDS + ")[^=]*=).*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final Pattern SECRET_NAME = Pattern.compile(WORDS, Pattern.CASE_INSENSITIVE);

    private SecretMask() {}

    /** Returns whether properties with this name usually contain secrets. */
    static boolean isSecretName(String name) {
        return SECRET_NAME.matcher(name).find();
    }

    /** Masks passwords in URLs, and removes line breaks and other control characters. */
    public static String apply(String value) {
        String visible = value.replaceAll("\\p{Cntrl}", " ");
        String withoutUser = USER_INFORMATION.matcher(visible).replaceAll(MASK + "@");
        return PARAMETER.matcher(withoutUser).replaceAll("$1" + MASK);
    }
}
