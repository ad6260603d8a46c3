package org.stackdeck.ui.servers.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.ui.ViewLogic;

/** Content of the search field: complete tokens, which can be removed one by one, and the remaining text. */
@ViewLogic
record SearchFieldContent(List<String> tokens, String input) {

    static final SearchFieldContent EMPTY = new SearchFieldContent(List.of(), "");

    SearchFieldContent {
        tokens = List.copyOf(tokens);
    }

    /** Converts all words that are complete tokens. */
    static SearchFieldContent of(String whole) {
        List<String> tokens = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        for (String word : whole.strip().split("\\s+", -1)) {
            (ServerSearchQuery.isToken(word) ? tokens : terms).add(word);
        }
        return new SearchFieldContent(tokens, String.join(" ", terms));
    }

    /** Returns tokens and input as one text, as used in the URL. */
    String fullText() {
        return Stream.concat(tokens.stream(), Stream.of(input.strip()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    SearchFieldContent withInput(String typed) {
        return new SearchFieldContent(tokens, typed);
    }

    /** Converts words of the remaining text that are complete tokens. */
    SearchFieldContent tokenized() {
        SearchFieldContent more = of(input);
        if (more.tokens.isEmpty()) {
            return this;
        }
        List<String> all = new ArrayList<>(tokens);
        more.tokens.stream().filter(token -> !all.contains(token)).forEach(all::add);
        return new SearchFieldContent(all, more.input);
    }

    SearchFieldContent withoutToken(String token) {
        return new SearchFieldContent(
                tokens.stream().filter(other -> !other.equals(token)).toList(), input);
    }

    SearchFieldContent withoutLastToken() {
        return tokens.isEmpty() ? this : withoutToken(tokens.getLast());
    }

    /** Replaces the word being typed with a suggestion. */
    SearchFieldContent withSuggestion(SearchSuggestions.Suggestion suggestion) {
        String before = input.substring(
                0, input.length() - SearchSuggestions.lastWord(input).length());
        SearchFieldContent completed = withInput(before + suggestion.text());
        return suggestion.complete() ? completed.tokenized() : completed;
    }
}
