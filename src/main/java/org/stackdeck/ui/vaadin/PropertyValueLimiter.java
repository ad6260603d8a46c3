package org.stackdeck.ui.vaadin;

import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/** Limits the total length of the property values that a page has sent and that Flow keeps. */
final class PropertyValueLimiter {

    /** Maximum total length, in characters. The longest field, user data, allows 49,149 bytes. */
    static final int MAX_LENGTH = 256 * 1024;

    /** Maximum length of values that are not counted, because the number of components limits them. */
    private static final int SHORT_LENGTH = 64;

    private final IntPredicate exists;
    private final Map<Property, Integer> lengths = new HashMap<>();

    private record Property(int node, String name) {}

    /** @param exists returns whether the page has a node with this ID */
    PropertyValueLimiter(IntPredicate exists) {
        this.exists = exists;
    }

    /** Counts the value in place of the property's previous one; returns false if the total would exceed the limit. */
    boolean accept(int node, String property, int length) {
        Property key = new Property(node, property);
        if (length <= SHORT_LENGTH) {
            lengths.remove(key);
            return true;
        }
        lengths.keySet().removeIf(kept -> !exists.test(kept.node()));
        long others = lengths.entrySet().stream()
                .filter(kept -> !kept.getKey().equals(key))
                .mapToLong(Map.Entry::getValue)
                .sum();
        if (others + length > MAX_LENGTH) {
            return false;
        }
        lengths.put(key, length);
        return true;
    }
}
