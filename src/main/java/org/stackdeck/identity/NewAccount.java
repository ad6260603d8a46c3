package org.stackdeck.identity;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.identity.InvalidInputException.Field;
import org.stackdeck.identity.InvalidInputException.Problem;

/** Validated name and display name of a new account. */
record NewAccount(UserName name, String displayName) {

    private static final int LONGEST_DISPLAY_NAME = 100;

    /** Validates all fields, so that a form can show all problems together. */
    static NewAccount check(String typedName, String typedDisplayName, String password) {
        Map<Field, Problem> problems = new EnumMap<>(Field.class);
        Optional<UserName> name = UserName.parse(typedName.strip());
        if (name.isEmpty()) {
            problems.put(Field.NAME, Problem.NAME_FORM);
        }
        displayNameProblem(typedDisplayName).ifPresent(problem -> problems.put(Field.DISPLAY_NAME, problem));
        PasswordRules.problem(password, name.map(UserName::value).orElse(""))
                .ifPresent(problem -> problems.put(Field.PASSWORD, problem));
        if (name.isEmpty() || !problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return new NewAccount(name.get(), displayName(typedDisplayName, name.get()));
    }

    static Optional<Problem> displayNameProblem(String typed) {
        if (typed.length() > LONGEST_DISPLAY_NAME) {
            return Optional.of(Problem.DISPLAY_NAME_TOO_LONG);
        }
        return plain(typed).codePoints().anyMatch(NewAccount::invisible)
                ? Optional.of(Problem.DISPLAY_NAME_INVISIBLE)
                : Optional.empty();
    }

    /** Replaces tabs, which text copied from a table contains. */
    private static String plain(String typed) {
        return typed.strip().replace('\t', ' ');
    }

    /** Characters that can make a name look like another one, or reverse the text next to it. */
    private static boolean invisible(int sign) {
        return switch (Character.getType(sign)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }

    /** The display name, or the user name if it is blank. */
    static String displayName(String typed, UserName name) {
        String displayName = plain(typed);
        return displayName.isEmpty() ? name.value() : displayName;
    }
}
