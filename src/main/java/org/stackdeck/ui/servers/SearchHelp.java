package org.stackdeck.ui.servers;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.Server;
import org.stackdeck.ui.ViewModel;

/**
 * Suggestions for the search field: keys, and values that occur in the viewer's servers.
 *
 * @param unknown the typed key if it does not exist, or null
 */
@ViewModel
record SearchHelp(List<Suggestion> suggestions, @Nullable String unknown) {

    static final int MOST = 8;

    /** Requires a letter after f, so that the groups of an IPv6 address are not taken for keys. */
    private static final Pattern KEY = Pattern.compile("(?=[a-z-]*[g-z])([a-z-]+):.*");

    /**
     * @param word replacement for the word being typed
     * @param servers number of matching servers; 0 for a key
     * @param finished whether the suggestion is a complete token
     */
    record Suggestion(String word, int servers, boolean finished) {}

    static SearchHelp of(String typed, Collection<Server> servers, Belonging belonging) {
        String word = lastWord(typed).toLowerCase(Locale.ROOT);
        for (SearchQuery.Field field : SearchQuery.Field.values()) {
            if (word.startsWith(field.word() + ":")) {
                return new SearchHelp(values(field, word, servers, belonging), null);
            }
        }
        Matcher key = KEY.matcher(word);
        return key.matches() ? new SearchHelp(keys(""), key.group(1)) : new SearchHelp(keys(word), null);
    }

    static String lastWord(String typed) {
        return typed.substring(typed.lastIndexOf(' ') + 1);
    }

    private static List<Suggestion> keys(String start) {
        return Arrays.stream(SearchQuery.Field.values())
                .filter(field -> field.word().startsWith(start))
                .map(field -> new Suggestion(field.word() + ":", 0, false))
                .toList();
    }

    /** Returns the values that contain the text after the last comma: reserved words first, then by frequency. */
    private static List<Suggestion> values(
            SearchQuery.Field field, String word, Collection<Server> servers, Belonging belonging) {
        int start = Math.max(word.indexOf(':'), word.lastIndexOf(',')) + 1;
        String before = word.substring(0, start);
        String part = word.substring(start);
        Map<String, Integer> counts = new TreeMap<>();
        for (Server server : servers) {
            for (String value : field.values(server, belonging)) {
                // A value that contains a space or comma cannot be typed.
                if (value.contains(part) && value.matches("[^\\s,]+")) {
                    counts.merge(value, 1, Integer::sum);
                }
            }
        }
        return counts.entrySet().stream()
                .sorted(Comparator.<Map.Entry<String, Integer>, Boolean>comparing(
                                entry -> !field.reserves(entry.getKey()))
                        .thenComparing(Map.Entry.comparingByValue(Comparator.reverseOrder())))
                .limit(MOST)
                .map(entry -> new Suggestion(before + entry.getKey(), entry.getValue(), true))
                .toList();
    }
}
