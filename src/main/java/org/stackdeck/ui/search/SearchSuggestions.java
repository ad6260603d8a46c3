package org.stackdeck.ui.search;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.inventory.search.SearchProperty;
import org.stackdeck.ui.ViewLogic;

/**
 * Suggestions for the search field: keys, and values that occur in the visible objects.
 *
 * @param unknownKey the typed key if no such key exists; otherwise null
 * @param unknownValue a typed value that is not among the fixed values of the property; null if there is none
 */
@ViewLogic
public record SearchSuggestions(
        List<Suggestion> suggestions,
        @Nullable String unknownKey,
        @Nullable String unknownValue) {

    static final int MAX_SUGGESTIONS = 8;

    /** Matches values that can be typed. A value with a space or comma cannot be typed. */
    private static final Predicate<String> TYPABLE = Pattern.compile("[^\\s,]+").asMatchPredicate();

    /** Requires a letter from g to z, so that the groups of an IPv6 address are not mistaken for keys. */
    private static final Pattern KEY = Pattern.compile("(?=[a-z-]*[g-z])([a-z-]+):.*");

    /**
     * @param text replacement for the word being typed
     * @param count number of objects with the value; 0 for a key
     * @param complete whether the suggestion is a complete token
     */
    public record Suggestion(String text, int count, boolean complete) {

        /** Returns the text after the colon or the last comma. */
        String value() {
            return text.substring(valueStart(text));
        }
    }

    /**
     * @param objects the objects that match the other words of the search
     * @param values returns the values of a property of an object, in lower case
     */
    public static <P extends SearchProperty, T> SearchSuggestions suggest(
            String typed, List<P> properties, Collection<T> objects, BiFunction<P, T, List<String>> values) {
        String word = lastWord(typed).toLowerCase(Locale.ROOT);
        for (P property : properties) {
            if (word.startsWith(property.key() + ":")) {
                String unknown = unknownValue(property, word).orElse(null);
                String offered = unknown == null ? word : word.substring(0, valueStart(word));
                Stream<String> found = objects.stream().flatMap(object -> values.apply(property, object).stream());
                return new SearchSuggestions(values(property, offered, found), null, unknown);
            }
        }
        return unknownKey(word, properties)
                .map(key -> new SearchSuggestions(keys("", properties), key, null))
                .orElseGet(() -> new SearchSuggestions(keys(word, properties), null, null));
    }

    /** Returns the first value of the token that cannot match. The last value may be incomplete. */
    private static Optional<String> unknownValue(SearchProperty property, String word) {
        String last = word.substring(valueStart(word));
        return Arrays.stream(
                        word.substring(word.indexOf(':') + 1, valueStart(word)).split(","))
                .filter(value -> !value.isEmpty() && property.isUnknown(value))
                .findFirst()
                .or(() -> Optional.of(last).filter(property::isUnknownPart));
    }

    /** Returns the key of a lower-case word in the form of a token if no such key exists; otherwise empty. */
    public static Optional<String> unknownKey(String word, List<? extends SearchProperty> properties) {
        Matcher matcher = KEY.matcher(word);
        return matcher.matches()
                        && properties.stream()
                                .noneMatch(property -> property.key().equals(matcher.group(1)))
                ? Optional.of(matcher.group(1))
                : Optional.empty();
    }

    static String lastWord(String typed) {
        return typed.substring(typed.lastIndexOf(' ') + 1);
    }

    private static int valueStart(String word) {
        return Math.max(word.indexOf(':'), word.lastIndexOf(',')) + 1;
    }

    private static List<Suggestion> keys(String start, List<? extends SearchProperty> properties) {
        return properties.stream()
                .filter(property -> property.key().startsWith(start))
                .map(property -> new Suggestion(property.key() + ":", 0, false))
                .toList();
    }

    /**
     * Returns at most {@value #MAX_SUGGESTIONS} values that contain the text after the colon or the last comma:
     * reserved words first, then the most frequent values.
     */
    private static List<Suggestion> values(SearchProperty property, String word, Stream<String> found) {
        int start = valueStart(word);
        String before = word.substring(0, start);
        String part = word.substring(start);
        Map<String, Integer> counts = new TreeMap<>();
        found.filter(value -> value.contains(part)).forEach(value -> counts.merge(value, 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(entry -> TYPABLE.test(entry.getKey()))
                .sorted(Comparator.<Map.Entry<String, Integer>, Boolean>comparing(
                                entry -> !property.isReserved(entry.getKey()))
                        .thenComparing(Map.Entry.comparingByValue(Comparator.reverseOrder())))
                .limit(MAX_SUGGESTIONS)
                .map(entry -> new Suggestion(before + entry.getKey(), entry.getValue(), true))
                .toList();
    }
}
