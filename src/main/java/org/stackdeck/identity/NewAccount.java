package org.stackdeck.identity;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.stackdeck.identity.InvalidInputException.Field;
import org.stackdeck.identity.InvalidInputException.Problem;

/** A name and a display name fit for an account. */
record NewAccount(UserName name, String displayName) {

    private static final int LONGEST_DISPLAY_NAME = 100;

    /** Checks everything, so that a form can show all that is wrong at once. */
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
        return typed.length() > LONGEST_DISPLAY_NAME ? Optional.of(Problem.DISPLAY_NAME_TOO_LONG) : Optional.empty();
    }

    /** The name itself when nothing was typed. */
    static String displayName(String typed, UserName name) {
        String displayName = typed.strip().replaceAll("\\p{Cntrl}", " ");
        return displayName.isEmpty() ? name.value() : displayName;
    }
}
