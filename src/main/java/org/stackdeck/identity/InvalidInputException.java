package org.stackdeck.identity;

import java.util.Locale;
import java.util.Map;

/** The input is invalid. Nothing was changed. */
public class InvalidInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<Field, Problem> problems;

    public InvalidInputException(Map<Field, Problem> problems) {
        super(problems.toString());
        this.problems = Map.copyOf(problems);
    }

    /** Problems by field; never empty. */
    public Map<Field, Problem> problems() {
        return problems;
    }

    /** Input fields. */
    public enum Field {
        NAME,
        DISPLAY_NAME,
        PASSWORD,
        CURRENT_PASSWORD,
        CODE
    }

    /** Possible problems of a field. */
    public enum Problem {
        /** Not a valid {@link UserName}. */
        NAME_FORM,
        /** Reported only to holders of an invitation. */
        NAME_TAKEN,
        DISPLAY_NAME_TOO_LONG,
        /**
         * Contains control or format characters (Unicode Cc, Cf, Zl, Zp), such as bidi overrides and zero-width
         * characters.
         */
        DISPLAY_NAME_INVISIBLE,
        PASSWORD_TOO_SHORT,
        PASSWORD_TOO_LONG,
        /** On the list of common passwords. */
        PASSWORD_COMMON,
        /** A character or a short sequence repeated, or a sequence of adjacent keys. */
        PASSWORD_PATTERN,
        /** Little more than the user's name or the product's. */
        PASSWORD_HAS_NAME,
        /** The current password, which is required to change it, is wrong. */
        PASSWORD_WRONG,
        /** Wrong, used or expired. */
        CODE_WRONG,
        /** The code cannot be verified, because the secret of the authenticator app cannot be decrypted. */
        CODE_UNCHECKABLE;

        /** Last part of the translation key. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
