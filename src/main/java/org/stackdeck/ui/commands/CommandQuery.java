package org.stackdeck.ui.commands;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.stackdeck.ui.ViewLogic;

/**
 * Search text of a user, split into words.
 *
 * @param words in lower case
 */
@ViewLogic
record CommandQuery(List<String> words) {

    /** Minimum length of a word that matches the beginning of a name. A single letter would match too many actions. */
    private static final int MIN_WORD_LENGTH = 2;

    /** Maximum number of words. Stackdeck compares each word with up to 10,000 servers. */
    private static final int MAX_WORDS = 8;

    static CommandQuery parse(String typed) {
        return new CommandQuery(Arrays.stream(typed.toLowerCase(Locale.ROOT).split("\\s+"))
                .filter(word -> !word.isEmpty())
                .limit(MAX_WORDS)
                .toList());
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /**
     * Returns the words that do not name the action, in any order; empty if no word names it. Whole words of the label
     * name it anywhere in the text, beginnings of words only at the start or, if there are none, at the end. Otherwise,
     * letters in the middle of a server's name would name an action.
     *
     * @param label name of the action in the user's language
     */
    Optional<List<String>> without(String label) {
        List<String> names = parse(label.replace("…", "")).words();
        int first = 0;
        while (first < words.size() && matchesName(words.get(first), names)) {
            first++;
        }
        int last = words.size();
        while (first == 0 && last > 0 && matchesName(words.get(last - 1), names)) {
            last--;
        }
        List<String> rest = words.subList(first, last).stream()
                .filter(word -> !names.contains(word))
                .toList();
        return rest.size() < words.size() ? Optional.of(rest) : Optional.empty();
    }

    /** Returns whether one of the words is a whole word of the label. */
    boolean hasWordOf(String label) {
        return parse(label.replace("…", "")).words().stream().anyMatch(words::contains);
    }

    private static boolean matchesName(String word, List<String> names) {
        return names.stream().anyMatch(name -> name.equals(word) || (isLongEnough(word) && name.startsWith(word)));
    }

    /**
     * Returns whether the word can match the beginning of a name. A single Chinese character is sufficient, because it
     * can be a whole word.
     */
    private static boolean isLongEnough(String word) {
        return word.length() >= MIN_WORD_LENGTH || word.codePoints().anyMatch(Character::isIdeographic);
    }
}
