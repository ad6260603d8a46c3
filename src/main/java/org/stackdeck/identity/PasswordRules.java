package org.stackdeck.identity;

import java.util.Locale;
import java.util.Optional;
import org.stackdeck.identity.InvalidInputException.Problem;

/**
 * Rules for new passwords: 12 to 200 characters of any kind that are not easy to guess. No rules on character classes
 * (OWASP ASVS 5.0, 6.2).
 */
class PasswordRules {

    static final int SHORTEST = 12;
    static final int LONGEST = 200;

    private static final String PRODUCT = "stackdeck";
    /** Minimum number of characters besides a well-known name in the password. */
    private static final int LEAST_BESIDE_NAME = 8;

    private PasswordRules() {}

    /** The problem of the password, if any. */
    static Optional<Problem> problem(String password, String userName) {
        if (password.codePointCount(0, password.length()) < SHORTEST) {
            return Optional.of(Problem.PASSWORD_TOO_SHORT);
        }
        if (password.length() > LONGEST) {
            return Optional.of(Problem.PASSWORD_TOO_LONG);
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (CommonPasswords.contain(lower)) {
            return Optional.of(Problem.PASSWORD_COMMON);
        }
        if (KeyPatterns.easy(lower)) {
            return Optional.of(Problem.PASSWORD_PATTERN);
        }
        return littleBeside(PRODUCT, lower) || littleBeside(userName, lower)
                ? Optional.of(Problem.PASSWORD_HAS_NAME)
                : Optional.empty();
    }

    private static boolean littleBeside(String name, String lower) {
        if (name.length() < 3 || !lower.contains(name)) {
            return false;
        }
        String rest = lower.replace(name, "").replaceAll("[\\s\\p{Punct}]", "");
        return rest.length() < LEAST_BESIDE_NAME;
    }
}
