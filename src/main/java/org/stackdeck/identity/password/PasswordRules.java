package org.stackdeck.identity.password;

import java.util.Locale;
import java.util.Optional;
import org.stackdeck.identity.InvalidInputException.InputProblem;

/**
 * Rules for new passwords: at least 12 code points, at most 200 UTF-16 code units, well-formed, and not easy to guess.
 * Character classes are not required (OWASP ASVS 5.0, 6.2).
 */
public class PasswordRules {

    static final int MIN_LENGTH = 12;
    static final int MAX_LENGTH = 200;

    private static final String PRODUCT = "stackdeck";
    /** Minimum number of characters in addition to the product's or the user's name, without spaces and punctuation. */
    private static final int MIN_CHARACTERS_BESIDE_NAME = 8;

    private PasswordRules() {}

    /** Returns a problem of the password; empty if the password is acceptable. */
    public static Optional<InputProblem> findProblem(String password, String userName) {
        if (password.codePointCount(0, password.length()) < MIN_LENGTH) {
            return Optional.of(InputProblem.PASSWORD_TOO_SHORT);
        }
        if (password.length() > MAX_LENGTH) {
            return Optional.of(InputProblem.PASSWORD_TOO_LONG);
        }
        if (password.codePoints().anyMatch(sign -> Character.getType(sign) == Character.SURROGATE)) {
            return Optional.of(InputProblem.PASSWORD_MALFORMED);
        }
        String lower = password.toLowerCase(Locale.ROOT);
        if (CommonPasswordDetector.contains(lower)) {
            return Optional.of(InputProblem.PASSWORD_COMMON);
        }
        if (PasswordPatternDetector.isEasyToGuess(lower)) {
            return Optional.of(InputProblem.PASSWORD_PATTERN);
        }
        return isMostlyName(PRODUCT, lower) || isMostlyName(userName, lower)
                ? Optional.of(InputProblem.PASSWORD_HAS_NAME)
                : Optional.empty();
    }

    private static boolean isMostlyName(String name, String lower) {
        if (name.length() < 3 || !lower.contains(name)) {
            return false;
        }
        String rest = lower.replace(name, "").replaceAll("[\\s\\p{Punct}]", "");
        return rest.length() < MIN_CHARACTERS_BESIDE_NAME;
    }
}
