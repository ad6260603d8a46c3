package org.stackdeck.ui.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.ui.ViewModel;

/** Content of the search field: complete tokens, which can be removed one by one, and the remaining text. */
@ViewModel
record SearchText(List<String> tokens, String rest) {

    static final SearchText EMPTY = new SearchText(List.of(), "");

    SearchText {
        tokens = List.copyOf(tokens);
    }

    /** Converts all possible words to tokens. */
    static SearchText of(String whole) {
        List<String> tokens = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String word : whole.strip().split("\\s+", -1)) {
            (SearchQuery.isToken(word) ? tokens : words).add(word);
        }
        return new SearchText(tokens, String.join(" ", words));
    }

    /** Returns the text as in the URL. */
    String whole() {
        return Stream.concat(tokens.stream(), Stream.of(rest.strip()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    SearchText typing(String typed) {
        return new SearchText(tokens, typed);
    }

    /** Converts words of the remaining text to tokens, if possible. */
    SearchText settled() {
        SearchText more = of(rest);
        if (more.tokens.isEmpty()) {
            return this;
        }
        List<String> all = new ArrayList<>(tokens);
        more.tokens.stream().filter(token -> !all.contains(token)).forEach(all::add);
        return new SearchText(all, more.rest);
    }

    SearchText without(String token) {
        return new SearchText(
                tokens.stream().filter(other -> !other.equals(token)).toList(), rest);
    }

    SearchText withoutLast() {
        return tokens.isEmpty() ? this : without(tokens.getLast());
    }

    /** Replaces the word being typed by a suggestion. */
    SearchText completed(SearchHelp.Suggestion suggestion) {
        String before =
                rest.substring(0, rest.length() - SearchHelp.lastWord(rest).length());
        SearchText completed = typing(before + suggestion.word());
        return suggestion.finished() ? completed.settled() : completed;
    }
}
