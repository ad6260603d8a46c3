package org.stackdeck.identity.account;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.InputField;
import org.stackdeck.identity.InvalidInputException.InputProblem;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.password.PasswordRules;
import org.stackdeck.platform.InvisibleCharacters;

/** Validated name and display name of a new account. */
public record NewAccount(UserName name, String displayName) {

    private static final int MAX_DISPLAY_NAME_LENGTH = 100;

    /** Letters and symbols that are displayed as blanks: Hangul fillers and the Braille blank. */
    private static final String BLANK_CHARACTERS = "\u115F\u1160\u2800\u3164\uFFA0";

    /**
     * Validates all fields, so that a form can show all problems together. Throws {@link InvalidInputException} if
     * there are any.
     */
    public static NewAccount validate(String typedName, String typedDisplayName, String password) {
        Map<InputField, InputProblem> inputProblems = new EnumMap<>(InputField.class);
        Optional<UserName> name = UserName.parse(typedName.strip());
        if (name.isEmpty()) {
            inputProblems.put(InputField.NAME, InputProblem.NAME_FORM);
        }
        displayNameProblem(typedDisplayName)
                .ifPresent(inputProblem -> inputProblems.put(InputField.DISPLAY_NAME, inputProblem));
        PasswordRules.findProblem(password, name.map(UserName::value).orElse(""))
                .ifPresent(inputProblem -> inputProblems.put(InputField.PASSWORD, inputProblem));
        if (name.isEmpty() || !inputProblems.isEmpty()) {
            throw new InvalidInputException(inputProblems);
        }
        return new NewAccount(name.get(), displayNameOrUserName(typedDisplayName, name.get()));
    }

    public static Optional<InputProblem> displayNameProblem(String typed) {
        if (typed.length() > MAX_DISPLAY_NAME_LENGTH) {
            return Optional.of(InputProblem.DISPLAY_NAME_TOO_LONG);
        }
        return normalize(typed).codePoints().anyMatch(NewAccount::isInvisible)
                ? Optional.of(InputProblem.DISPLAY_NAME_INVISIBLE)
                : Optional.empty();
    }

    /** Removes surrounding whitespace, and replaces tabs, which text copied from a table may contain, with spaces. */
    private static String normalize(String typed) {
        return typed.strip().replace('\t', ' ');
    }

    private static boolean isInvisible(int codePoint) {
        return InvisibleCharacters.isInvisible(codePoint) || BLANK_CHARACTERS.indexOf(codePoint) >= 0;
    }

    /** Returns the display name, or the user name if the display name is blank. */
    static String displayNameOrUserName(String typed, UserName name) {
        String displayName = normalize(typed);
        return displayName.isEmpty() ? name.value() : displayName;
    }
}
