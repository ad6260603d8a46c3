package org.stackdeck.ui.search;

import java.util.Comparator;
import org.stackdeck.ui.ViewLogic;

/** Natural, case-insensitive order of names: web-2 before web-10. */
@ViewLogic
public enum NaturalOrderComparator implements Comparator<String> {
    INSTANCE;

    @Override
    public int compare(String left, String right) {
        return sortKey(left).compareTo(sortKey(right));
    }

    /** Returns a sort key. Comparing sort keys as strings gives the natural order of the names. */
    public static String sortKey(String name) {
        StringBuilder key = new StringBuilder(name.length() + 8);
        for (int i = 0; i < name.length(); ) {
            char c = name.charAt(i);
            if (digit(c)) {
                int end = endOfNumber(name, i);
                int start = skipZeros(name, i, end);
                // All digits compare with a non-digit in the same way, so a zero can mark the start of every number.
                key.append('0').append((char) (end - start)).append(name, start, end);
                i = end;
            } else {
                key.append(Character.toLowerCase(c));
                i++;
            }
        }
        return key.toString();
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int endOfNumber(String text, int from) {
        int end = from;
        while (end < text.length() && digit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static int skipZeros(String text, int from, int to) {
        int i = from;
        while (i < to - 1 && text.charAt(i) == '0') {
            i++;
        }
        return i;
    }
}
