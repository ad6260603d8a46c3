package org.stackdeck.identity;

import java.util.Locale;
import java.util.Map;

/** Thrown when input is invalid. Nothing was changed. */
public class InvalidInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Map<InputField, InputProblem> inputProblems;

    public InvalidInputException(Map<InputField, InputProblem> inputProblems) {
        super(inputProblems.toString());
        this.inputProblems = Map.copyOf(inputProblems);
    }

    /** Returns the problems by field; never empty. */
    public Map<InputField, InputProblem> problems() {
        return inputProblems;
    }

    public enum InputField {
        NAME("username"),
        DISPLAY_NAME("displayName"),
        PASSWORD("password"),
        CURRENT_PASSWORD("currentPassword"),
        CODE("code"),
        EMAIL("email");

        private final String code;

        InputField(String code) {
            this.code = code;
        }

        /** Returns the name of the field in the REST API. */
        public String code() {
            return code;
        }
    }

    public enum InputProblem {
        NAME_MISSING,
        /** Not a valid {@link UserName}. */
        NAME_FORM,
        /** Reported only to holders of an invitation. */
        NAME_TAKEN,
        DISPLAY_NAME_TOO_LONG,
        /**
         * Contains control or format characters (Unicode Cc, Cf, Zl, Zp), such as bidi overrides and zero-width
         * characters, or letters that are displayed as blanks.
         */
        DISPLAY_NAME_INVISIBLE,
        PASSWORD_TOO_SHORT,
        PASSWORD_TOO_LONG,
        /** Contains an unpaired surrogate, which has no UTF-8 encoding and therefore cannot be hashed. */
        PASSWORD_MALFORMED,
        /** A listed common password, or little more than listed common words. */
        PASSWORD_COMMON,
        /**
         * Contains few distinct characters, or consists mostly of a repeated sequence or of adjacent letters, digits or
         * keys.
         */
        PASSWORD_PATTERN,
        /** Contains the name of the user or of the product, and little else. */
        PASSWORD_HAS_NAME,
        /** The current password is wrong. */
        PASSWORD_WRONG,
        /** Wrong, used or expired. */
        CODE_WRONG,
        /** Not a valid {@link org.stackdeck.identity.mail.EmailAddress}. */
        EMAIL_FORM,
        /** The code cannot be verified, because the secret of the authenticator app cannot be decrypted. */
        CODE_UNCHECKABLE;

        /** Returns the last part of the message key. */
        public String code() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
