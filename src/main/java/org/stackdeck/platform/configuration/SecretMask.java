package org.stackdeck.platform.configuration;

import java.util.regex.Pattern;

/** Masks secrets in the values of properties. */
public final class SecretMask {

    static final String MASK = "******";

    private static final String WORDS = "password|passwd|pwd|passphrase|secret|token|credential|key";

    /** User information of a URL. The quantifier is greedy, because a password can contain the separators of a URL. */
    private static final Pattern USER_INFORMATION = Pattern.compile("(?<=//).*@", Pattern.DOTALL);

    /** Parameter with a secret, and all following characters, because the end of a password cannot be determined. */
    private static final Pattern PARAMETER =
            Pattern.compile("((?:" + WORDS + ")[^=]*=).*", Pattern.DOTALL | Pattern.CASE_INSENSITIVE);

    private static final Pattern SECRET_NAME = Pattern.compile(WORDS, Pattern.CASE_INSENSITIVE);

    private SecretMask() {}

    /** Returns whether values of properties with this name are usually secret. */
    static boolean isSecretName(String name) {
        return SECRET_NAME.matcher(name).find();
    }

    /** Masks user information of URLs and parameters with secrets, and replaces control characters with spaces. */
    public static String apply(String value) {
        String visible = value.replaceAll("\\p{Cntrl}", " ");
        String withoutUser = USER_INFORMATION.matcher(visible).replaceAll(MASK + "@");
        return PARAMETER.matcher(withoutUser).replaceAll("$1" + MASK);
    }
}
