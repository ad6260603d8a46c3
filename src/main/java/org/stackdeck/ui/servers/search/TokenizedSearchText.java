package org.stackdeck.ui.servers.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.ui.ViewModel;

/** Content of the search field: complete tokens, which can be removed one by one, and the remaining text. */
@ViewModel
record TokenizedSearchText(List<String> tokens, String input) {

    static final TokenizedSearchText EMPTY = new TokenizedSearchText(List.of(), "");

    TokenizedSearchText {
        tokens = List.copyOf(tokens);
    }

    /** Converts all words that are complete tokens. */
    static TokenizedSearchText of(String whole) {
        List<String> tokens = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        for (String word : whole.strip().split("\\s+", -1)) {
            (ServerSearchQuery.isToken(word) ? tokens : terms).add(word);
        }
        return new TokenizedSearchText(tokens, String.join(" ", terms));
    }

    /** Returns tokens and input as one text, as used in the URL. */
    String fullText() {
        return Stream.concat(tokens.stream(), Stream.of(input.strip()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    TokenizedSearchText withInput(String typed) {
        return new TokenizedSearchText(tokens, typed);
    }

    /** Converts words of the remaining text that are complete tokens. */
    TokenizedSearchText tokenized() {
        TokenizedSearchText more = of(input);
        if (more.tokens.isEmpty()) {
            return this;
        }
        List<String> all = new ArrayList<>(tokens);
        more.tokens.stream().filter(token -> !all.contains(token)).forEach(all::add);
        return new TokenizedSearchText(all, more.input);
    }

    TokenizedSearchText withoutToken(String token) {
        return new TokenizedSearchText(
                tokens.stream().filter(other -> !other.equals(token)).toList(), input);
    }

    TokenizedSearchText withoutLastToken() {
        return tokens.isEmpty() ? this : withoutToken(tokens.getLast());
    }

    /** Replaces the word being typed with a suggestion. */
    TokenizedSearchText withSuggestion(SearchSuggestions.Suggestion suggestion) {
        String before = input.substring(
                0, input.length() - SearchSuggestions.lastWord(input).length());
        TokenizedSearchText completed = withInput(before + suggestion.text());
        return suggestion.complete() ? completed.tokenized() : completed;
    }
}
