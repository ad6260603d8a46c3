package org.stackdeck.identity;

import java.util.List;

/** Detects passwords that consist of repetitions, or of sequences in the alphabet, the digits or a keyboard row. */
class KeyPatterns {

    private static final int FEWEST_DIFFERENT = 5;
    private static final int LONGEST_UNIT = 4;
    /** Sequences of at least this length carry no more information than first character, direction and length. */
    private static final int SHORTEST_RUN = 3;

    private static final int FEWEST_BESIDE_RUNS = 5;

    private static final List<String> ROWS = List.of(
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

    private KeyPatterns() {}

    static boolean easy(String lower) {
        return lower.chars().distinct().count() < FEWEST_DIFFERENT || repeats(lower) || runs(lower);
    }

    private static boolean repeats(String lower) {
        for (int unit = 1; unit <= LONGEST_UNIT; unit++) {
            String first = lower.substring(0, unit);
            if (first.repeat(lower.length() / unit + 1).startsWith(lower)) {
                return true;
            }
        }
        return false;
    }

    private static boolean runs(String lower) {
        int beside = 0;
        int at = 0;
        while (at < lower.length()) {
            int run = runAt(lower, at);
            if (run < SHORTEST_RUN) {
                beside++;
                at++;
            } else {
                at += run;
            }
        }
        return beside < FEWEST_BESIDE_RUNS && longestRun(lower) > SHORTEST_RUN;
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
        for (String row : ROWS) {
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
