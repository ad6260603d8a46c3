package org.stackdeck.identity;

import java.util.Locale;
import java.util.Map;

/** What was typed is no good. Nothing was done. */
public class InvalidInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<Field, Problem> problems;

    public InvalidInputException(Map<Field, Problem> problems) {
        super(problems.toString());
        this.problems = Map.copyOf(problems);
    }

    /** What is wrong, by field; never empty. */
    public Map<Field, Problem> problems() {
        return problems;
    }

    /** What a person fills in. */
    public enum Field {
        NAME,
        DISPLAY_NAME,
        PASSWORD,
        CURRENT_PASSWORD,
        CODE
    }

    /** What can be wrong with it. */
    public enum Problem {
        /** Not of the form of a {@link UserName}. */
        NAME_FORM,
        /** Told only to those who hold an invitation. */
        NAME_TAKEN,
        DISPLAY_NAME_TOO_LONG,
        /** With control or format characters (Unicode Cc, Cf, Zl, Zp), such as bidi overrides and zero-width signs. */
        DISPLAY_NAME_INVISIBLE,
        PASSWORD_TOO_SHORT,
        PASSWORD_TOO_LONG,
        /** Among the passwords that are tried first. */
        PASSWORD_COMMON,
        /** One sign or a short row of them over and over, or a row of neighbours on the keyboard. */
        PASSWORD_PATTERN,
        /** Little more than the user's own name or the product's. */
        PASSWORD_HAS_NAME,
        /** The current password, asked before it is changed, is not right. */
        PASSWORD_WRONG,
        /** Wrong, used or expired. */
        CODE_WRONG,
        /** It may be right, but the key of the authenticator app's stored secret is lost. */
        CODE_UNCHECKABLE;

        /** The last part of its translation key. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
