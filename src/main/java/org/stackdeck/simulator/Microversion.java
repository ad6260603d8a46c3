package org.stackdeck.simulator;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Microversion of the Compute API. */
record Microversion(int major, int minor) {

    private static final Pattern FORM = Pattern.compile("([1-9]\\d*)\\.([1-9]\\d*|0)");

    static final Microversion OLDEST = new Microversion(2, 1);

    static Microversion parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || text.length() > 9) {
            throw Refusal.badRequest(
                    "API Version String %s is of invalid format. Must be of format MajorNum.MinorNum.".formatted(text));
        }
        return new Microversion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    boolean atLeast(int wantedMinor) {
        return minor >= wantedMinor;
    }

    boolean within(Microversion newest) {
        return major == 2 && minor >= OLDEST.minor && minor <= newest.minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
