package org.stackdeck.simulator.nova.request;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.stackdeck.simulator.http.ApiException;

/** Microversion of the Compute API. */
public record Microversion(int major, int minor) {

    private static final Pattern FORM = Pattern.compile("([1-9]\\d*)\\.([1-9]\\d*|0)");

    public static final Microversion OLDEST = new Microversion(2, 1);

    public static Microversion parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches() || text.length() > 9) {
            throw ApiException.badRequest(
                    "API Version String %s is of invalid format. Must be of format MajorNum.MinorNum.".formatted(text));
        }
        return new Microversion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    public boolean atLeast(int wantedMinor) {
        return minor >= wantedMinor;
    }

    public boolean within(Microversion newest) {
        return major == 2 && minor >= OLDEST.minor && minor <= newest.minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
