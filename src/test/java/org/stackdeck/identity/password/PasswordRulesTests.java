package org.stackdeck.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.stackdeck.identity.InvalidInputException.InputProblem.PASSWORD_COMMON;
import static org.stackdeck.identity.InvalidInputException.InputProblem.PASSWORD_HAS_NAME;
import static org.stackdeck.identity.InvalidInputException.InputProblem.PASSWORD_MALFORMED;
import static org.stackdeck.identity.InvalidInputException.InputProblem.PASSWORD_PATTERN;
import static org.stackdeck.identity.InvalidInputException.InputProblem.PASSWORD_TOO_LONG;
import static org.stackdeck.identity.InvalidInputException.InputProblem.PASSWORD_TOO_SHORT;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a quiet river bends",
                "correct horse but no staple",
                "x7Kq-vv20-Lm9s",
                "            spaces count",
                "一二三四五六七八九十冬春",
                "monkey dragon sunshine castle"
            })
    void acceptsPasswordsThatAreHardToGuess(String password) {
        assertThat(PasswordRules.findProblem(password, "jonas")).isEmpty();
    }

    @Test
    void refusesFewerThanTwelveAndMoreThanTwoHundredCharacters() {
        assertThat(PasswordRules.findProblem("11 letters.", "jonas")).contains(PASSWORD_TOO_SHORT);
        assertThat(PasswordRules.findProblem("q7".repeat(50) + "river stone ".repeat(9), "jonas"))
                .contains(PASSWORD_TOO_LONG);
        assertThat(PasswordRules.findProblem("a quiet river bends ".repeat(10), "jonas"))
                .isEmpty();
    }

    @Test
    void refusesUnpairedSurrogatesAndAcceptsPairs() {
        assertThat(PasswordRules.findProblem("\ud800 quiet river bends", "jonas"))
                .contains(PASSWORD_MALFORMED);
        assertThat(PasswordRules.findProblem("a quiet river bends \udc00", "jonas"))
                .contains(PASSWORD_MALFORMED);
        assertThat(PasswordRules.findProblem("\ud83d\ude80 quiet river bends", "jonas"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "P@ssw0rd2026!",
                "Welcome12345!",
                "iloveyouforever",
                "correcthorsebatterystaple",
                "adminadmin2026"
            })
    void refusesCommonPasswords(String password) {
        assertThat(PasswordRules.findProblem(password, "jonas")).contains(PASSWORD_COMMON);
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzzzzzzzzzzzzz", "xyzwxyzwxyzw", "qwertyuiopas", "zyxwvutsrqpo", "9876543210987"})
    void refusesRepetitionsAndSequences(String password) {
        assertThat(PasswordRules.findProblem(password, "jonas")).contains(PASSWORD_PATTERN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stackdeck-2026", "Jonas.Jonas.12", "jonasjonasjonas!"})
    void refusesPasswordsWithTheNameOfUserOrProduct(String password) {
        assertThat(PasswordRules.findProblem(password, "jonas")).contains(PASSWORD_HAS_NAME);
    }
}
