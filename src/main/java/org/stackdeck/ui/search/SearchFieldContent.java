package org.stackdeck.ui.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.inventory.search.SearchProperty;
import org.stackdeck.inventory.search.SearchQuery;
import org.stackdeck.ui.ViewLogic;

/**
 * Content of the search field: complete tokens, which can be removed one by one, and the remaining text.
 *
 * @param properties the properties that tokens can match
 */
@ViewLogic
record SearchFieldContent(List<? extends SearchProperty> properties, List<String> tokens, String input) {

    static SearchFieldContent empty(List<? extends SearchProperty> properties) {
        return new SearchFieldContent(properties, List.of(), "");
    }

    SearchFieldContent {
        properties = List.copyOf(properties);
        tokens = List.copyOf(tokens);
    }

    /** Splits a search text into complete tokens and the remaining text. */
    static SearchFieldContent of(String whole, List<? extends SearchProperty> properties) {
        List<String> tokens = new ArrayList<>();
        List<String> terms = new ArrayList<>();
        for (String word : whole.strip().split("\\s+", -1)) {
            (SearchQuery.isToken(word, properties) ? tokens : terms).add(word);
        }
        return new SearchFieldContent(properties, tokens, String.join(" ", terms));
    }

    /** Returns tokens and input as one text, as used in the URL. */
    String fullText() {
        return Stream.concat(tokens.stream(), Stream.of(input.strip()))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    SearchFieldContent withInput(String typed) {
        return new SearchFieldContent(properties, tokens, cut(typed));
    }

    /** Returns a copy in which the complete tokens of the input are moved to the tokens. */
    SearchFieldContent tokenized() {
        SearchFieldContent more = of(input, properties);
        if (more.tokens.isEmpty()) {
            return this;
        }
        List<String> all = new ArrayList<>(tokens);
        more.tokens.stream().filter(token -> !all.contains(token)).forEach(all::add);
        return new SearchFieldContent(properties, all, more.input);
    }

    /**
     * Returns a copy with only the part of the text that a search uses. The browser limits the input, but not the
     * tokens and the input together.
     */
    SearchFieldContent truncated() {
        String whole = fullText();
        return whole.length() <= SearchQuery.MAX_LENGTH ? this : of(cut(whole), properties);
    }

    private static String cut(String text) {
        return text.length() <= SearchQuery.MAX_LENGTH ? text : text.substring(0, SearchQuery.MAX_LENGTH);
    }

    SearchFieldContent withoutToken(String token) {
        return new SearchFieldContent(
                properties,
                tokens.stream().filter(other -> !other.equals(token)).toList(),
                input);
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
