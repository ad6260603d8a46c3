package org.stackdeck.ui.servers;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.ui.ViewModel;

/** What stands in the search field: finished tokens, each to be taken away by itself, and what is still being typed. */
@ViewModel
record SearchText(List<String> tokens, String rest) {

    static final SearchText EMPTY = new SearchText(List.of(), "");

    SearchText {
        tokens = List.copyOf(tokens);
    }

    /** Makes tokens of all that can be one. */
    static SearchText of(String whole) {
        List<String> tokens = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (String word : whole.strip().split("\\s+", -1)) {
            (SearchQuery.isToken(word) ? tokens : words).add(word);
        }
        return new SearchText(tokens, String.join(" ", words));
    }

    /** As it is in the page's address. */
    String whole() {
        return Stream.concat(tokens.stream(), Stream.of(rest.strip()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    SearchText typing(String typed) {
        return new SearchText(tokens, typed);
    }

    /** Makes tokens of what was typed, if any of it can be one. */
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

    /** Puts a suggestion in the place of the word that is being typed. */
    SearchText completed(SearchHelp.Suggestion suggestion) {
        String before =
                rest.substring(0, rest.length() - SearchHelp.lastWord(rest).length());
        SearchText completed = typing(before + suggestion.word());
        return suggestion.finished() ? completed.settled() : completed;
    }
}
