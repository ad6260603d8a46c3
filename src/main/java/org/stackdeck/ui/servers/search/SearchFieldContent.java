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

    /** Splits a search text into complete tokens and the remaining text. */
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
        return new SearchFieldContent(tokens, cut(typed));
    }

    /** Returns a copy in which the complete tokens of the input are moved to the tokens. */
    SearchFieldContent tokenized() {
        SearchFieldContent more = of(input);
        if (more.tokens.isEmpty()) {
            return this;
        }
        List<String> all = new ArrayList<>(tokens);
        more.tokens.stream().filter(token -> !all.contains(token)).forEach(all::add);
        return new SearchFieldContent(all, more.input);
    }

    /**
     * Returns a copy with only the part of the text that a search uses. The browser limits the input, but not the
     * tokens and the input together.
     */
    SearchFieldContent truncated() {
        String whole = fullText();
        return whole.length() <= ServerSearchQuery.MAX_LENGTH ? this : of(cut(whole));
    }

    private static String cut(String text) {
        return text.length() <= ServerSearchQuery.MAX_LENGTH ? text : text.substring(0, ServerSearchQuery.MAX_LENGTH);
    }

    SearchFieldContent withoutToken(String token) {
        return new SearchFieldContent(
                tokens.stream().filter(other -> !other.equals(token)).toList(), input);
    }

    SearchFieldContent withoutLastToken() {
        return tokens.isEmpty() ? this : withoutToken(tokens.getLast());
    }

    SearchFieldContent withoutLastWord() {
        return withInput(input.substring(
                0, input.length() - SearchSuggestions.lastWord(input).length()));
    }

    /** Returns a copy in which a suggestion replaces the word being typed. */
    SearchFieldContent withSuggestion(SearchSuggestions.Suggestion suggestion) {
        SearchFieldContent completed = withInput(withoutLastWord().input + suggestion.text());
        return suggestion.complete() ? completed.tokenized() : completed;
    }
}
