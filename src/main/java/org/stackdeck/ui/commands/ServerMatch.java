package org.stackdeck.ui.commands;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.ui.ViewLogic;

/**
 * A server that matches all words of a search.
 *
 * @param distance sum of the distances of the words; 0 for a word that equals the name or an address, and higher for
 *     weaker matches
 * @param recency position of the server among the recent ones; the maximum integer if it is not recent
 */
@ViewLogic
record ServerMatch(Server server, int distance, int recency) {

    private static final int NO_MATCH = Integer.MAX_VALUE;
    private static final Comparator<ServerMatch> ORDER = Comparator.comparingInt(ServerMatch::distance)
            .thenComparingInt(ServerMatch::recency)
            .thenComparing(match -> match.server().name())
            .thenComparing(match -> match.server().id().value());

    /**
     * Returns the best matches.
     *
     * @param words in lower case; each word must occur in the name, an address or a tag, start the ID, or have its
     *     letters in the name in the same order
     * @param recent positions of the recent servers, which come before equal matches
     */
    static List<ServerMatch> find(
            Collection<Server> servers, List<String> words, Map<ServerKey, Integer> recent, int limit) {
        // Keeps only the best matches, because a short word matches most servers.
        PriorityQueue<ServerMatch> best = new PriorityQueue<>(limit + 1, ORDER.reversed());
        for (Server server : servers) {
            int distance = totalDistance(server, words);
            if (distance == NO_MATCH
                    || (best.size() == limit && distance > best.element().distance())) {
                continue;
            }
            best.add(new ServerMatch(server, distance, recent.getOrDefault(server.key(), Integer.MAX_VALUE)));
            if (best.size() > limit) {
                best.remove();
            }
        }
        return best.stream().sorted(ORDER).toList();
    }

    private static int totalDistance(Server server, List<String> words) {
        String name = server.name().toLowerCase(Locale.ROOT);
        int sum = 0;
        for (String word : words) {
            int distance = wordDistance(server, name, word);
            if (distance == NO_MATCH) {
                return NO_MATCH;
            }
            sum += distance;
        }
        return sum;
    }

    private static int wordDistance(Server server, String name, String word) {
        int at = name.indexOf(word);
        if (at == 0) {
            return name.length() == word.length() ? 0 : 1;
        }
        if (at > 0) {
            return Character.isLetterOrDigit(name.charAt(at - 1)) ? 3 : 2;
        }
        int distance = addressDistance(server, word);
        if (distance != NO_MATCH) {
            return distance;
        }
        for (String tag : server.tags()) {
            if (tag.toLowerCase(Locale.ROOT).contains(word)) {
                return 5;
            }
        }
        if (server.id().value().startsWith(word)) {
            return 6;
        }
        return hasInOrder(name, word) ? 8 : NO_MATCH;
    }

    private static int addressDistance(Server server, String word) {
        int distance = NO_MATCH;
        for (ServerAddress address : server.addresses()) {
            if (address.ip().equals(word)) {
                return 0;
            }
            if (address.ip().contains(word)) {
                distance = 4;
            }
        }
        return distance;
    }

    /**
     * Returns whether the text contains the characters of the word in the same order, possibly with other characters in
     * between.
     */
    static boolean hasInOrder(String text, String word) {
        int at = -1;
        for (int i = 0; i < word.length(); i++) {
            at = text.indexOf(word.charAt(i), at + 1);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }
}
