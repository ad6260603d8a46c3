package org.stackdeck.ui.servers.search;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.ui.ViewLogic;

/**
 * Suggestions for the search field: keys, and values that occur in the visible servers.
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
     * @param servers number of servers with the value; 0 for a key
     * @param complete whether the suggestion is a complete token
     */
    record Suggestion(String text, int servers, boolean complete) {

        /** Returns the text after the colon or the last comma. */
        String value() {
            return text.substring(valueStart(text));
        }
    }

    /** @param servers the servers that match the other words of the search */
    public static SearchSuggestions suggest(
            String typed, Collection<Server> servers, UserServerOwners userServerOwners) {
        String word = lastWord(typed).toLowerCase(Locale.ROOT);
        for (ServerSearchQuery.Field field : ServerSearchQuery.Field.values()) {
            if (word.startsWith(field.key() + ":")) {
                String unknown = unknownValue(field, word).orElse(null);
                String offered = unknown == null ? word : word.substring(0, valueStart(word));
                return new SearchSuggestions(values(field, offered, servers, userServerOwners), null, unknown);
            }
        }
        return unknownKey(word)
                .map(key -> new SearchSuggestions(keys(""), key, null))
                .orElseGet(() -> new SearchSuggestions(keys(word), null, null));
    }

    /** Returns the first value of the token that cannot match. The last value may be incomplete. */
    private static Optional<String> unknownValue(ServerSearchQuery.Field field, String word) {
        String last = word.substring(valueStart(word));
        return Arrays.stream(
                        word.substring(word.indexOf(':') + 1, valueStart(word)).split(","))
                .filter(value -> !value.isEmpty() && field.isUnknown(value))
                .findFirst()
                .or(() -> Optional.of(last).filter(field::isUnknownPart));
    }

    /** Returns the key of a lower-case word in the form of a token if no such key exists; otherwise empty. */
    static Optional<String> unknownKey(String word) {
        Matcher matcher = KEY.matcher(word);
        return matcher.matches()
                        && Arrays.stream(ServerSearchQuery.Field.values())
                                .noneMatch(field -> field.key().equals(matcher.group(1)))
                ? Optional.of(matcher.group(1))
                : Optional.empty();
    }

    static String lastWord(String typed) {
        return typed.substring(typed.lastIndexOf(' ') + 1);
    }

    private static int valueStart(String word) {
        return Math.max(word.indexOf(':'), word.lastIndexOf(',')) + 1;
    }

    private static List<Suggestion> keys(String start) {
        return Arrays.stream(ServerSearchQuery.Field.values())
                .filter(field -> field.key().startsWith(start))
                .map(field -> new Suggestion(field.key() + ":", 0, false))
                .toList();
    }

    /**
     * Returns at most {@value #MAX_SUGGESTIONS} values that contain the text after the colon or the last comma:
     * reserved words first, then the most frequent values.
     */
    private static List<Suggestion> values(
            ServerSearchQuery.Field field, String word, Collection<Server> servers, UserServerOwners userServerOwners) {
        int start = valueStart(word);
        String before = word.substring(0, start);
        String part = word.substring(start);
        Map<String, Integer> counts = new TreeMap<>();
        for (Server server : servers) {
            for (String value : field.values(server, userServerOwners)) {
                if (value.contains(part)) {
                    counts.merge(value, 1, Integer::sum);
                }
            }
        }
        return counts.entrySet().stream()
                .filter(entry -> TYPABLE.test(entry.getKey()))
                .sorted(Comparator.<Map.Entry<String, Integer>, Boolean>comparing(
                                entry -> !field.isReserved(entry.getKey()))
                        .thenComparing(Map.Entry.comparingByValue(Comparator.reverseOrder())))
                .limit(MAX_SUGGESTIONS)
                .map(entry -> new Suggestion(before + entry.getKey(), entry.getValue(), true))
                .toList();
    }
}
