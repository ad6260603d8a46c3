package org.stackdeck.identity.password;

import java.util.List;

/**
 * Detects passwords that have few distinct characters, repeat a short sequence, or consist mostly of sequences in the
 * alphabet, the digits or a keyboard row.
 */
class PasswordPatternDetector {

    private static final int MIN_DISTINCT_CHARACTERS = 5;
    private static final int MAX_REPEATED_LENGTH = 4;
    /** Minimum length of a run. A run carries no more information than its first character, direction and length. */
    private static final int MIN_RUN_LENGTH = 3;

    private static final int MIN_CHARACTERS_OUTSIDE_RUNS = 5;

    private static final List<String> SEQUENCES = List.of(
            "abcdefghijklmnopqrstuvwxyz",
            "01234567890",
            "`1234567890-=",
            "qwertyuiop[]",
            "qwertzuiop",
            "azertyuiop",
            "asdfghjkl;'",
            "zxcvbnm,./",
            "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik",
            "!@#$%^&*()");

    private PasswordPatternDetector() {}

    static boolean isEasyToGuess(String lower) {
        return lower.chars().distinct().count() < MIN_DISTINCT_CHARACTERS
                || isRepetition(lower)
                || consistsOfRuns(lower);
    }

    private static boolean isRepetition(String lower) {
        for (int unit = 1; unit <= MAX_REPEATED_LENGTH; unit++) {
            String first = lower.substring(0, unit);
            if (first.repeat(lower.length() / unit + 1).startsWith(lower)) {
                return true;
            }
        }
        return false;
    }

    private static boolean consistsOfRuns(String lower) {
        int charactersOutsideRuns = 0;
        int at = 0;
        while (at < lower.length()) {
            int run = runAt(lower, at);
            if (run < MIN_RUN_LENGTH) {
                charactersOutsideRuns++;
                at++;
            } else {
                at += run;
            }
        }
        return charactersOutsideRuns < MIN_CHARACTERS_OUTSIDE_RUNS && longestRun(lower) > MIN_RUN_LENGTH;
    }

    private static int longestRun(String lower) {
        int longest = 0;
        for (int at = 0; at < lower.length(); at++) {
            longest = Math.max(longest, runAt(lower, at));
        }
        return longest;
    }

    private static int runAt(String lower, int at) {
        int longest = 1;
        for (String row : SEQUENCES) {
            String back = new StringBuilder(row).reverse().toString();
            longest = Math.max(longest, Math.max(inRow(row, lower, at), inRow(back, lower, at)));
        }
        return longest;
    }

    private static int inRow(String row, String lower, int at) {
        int start = row.indexOf(lower.charAt(at));
        int length = 0;
        while (start >= 0
                && at + length < lower.length()
                && start + length < row.length()
                && row.charAt(start + length) == lower.charAt(at + length)) {
            length++;
        }
        return length;
    }
}
