package org.stackdeck.inventory.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Parsed search text. An object matches if it contains each word, and if each token matches. A token such as {@code
 * project:research,platform} lists alternative values. A word whose key is unknown, such as an IPv6 address, is not a
 * token.
 *
 * <p>Uses only the first {@value #MAX_LENGTH} characters, and the first {@value #MAX_TERMS} words, tokens, and values
 * of a token, because each of them is compared with up to 10,000 objects.
 *
 * @param words in lower case
 */
public record SearchQuery<P extends SearchProperty>(List<String> words, List<Token<P>> tokens) {

    public static final int MAX_LENGTH = 200;
    public static final int MAX_TERMS = 10;

    /** @param values alternatives, in lower case */
    public record Token<P extends SearchProperty>(P property, List<String> values) {

        public Token {
            values = List.copyOf(values);
        }
    }

    public SearchQuery {
        words = List.copyOf(words);
        tokens = List.copyOf(tokens);
    }

    /** @param properties the properties whose keys are known */
    public static <P extends SearchProperty> SearchQuery<P> parse(String typed, Collection<P> properties) {
        SearchQuery<P> all = parseAll(typed.length() > MAX_LENGTH ? typed.substring(0, MAX_LENGTH) : typed, properties);
        return new SearchQuery<>(
                all.words.stream().limit(MAX_TERMS).toList(),
                all.tokens.stream()
                        .filter(token -> !token.values.isEmpty())
                        .map(token -> new Token<>(
                                token.property,
                                token.values.stream().limit(MAX_TERMS).toList()))
                        .limit(MAX_TERMS)
                        .toList());
    }

    /** Parses a search text in which all words are plain words. */
    public static SearchQuery<SearchProperty> ofWords(String typed) {
        return parse(typed, List.of());
    }

    /**
     * Returns whether {@link #parse} ignores a part of the text: a token without a value, or what exceeds a limit. The
     * result of such a search can contain objects that the user excluded.
     */
    public static boolean isPartlyIgnored(String typed, Collection<? extends SearchProperty> properties) {
        SearchQuery<?> all = parseAll(typed, properties);
        return typed.length() > MAX_LENGTH
                || all.words.size() > MAX_TERMS
                || all.tokens.size() > MAX_TERMS
                || all.tokens.stream().anyMatch(token -> token.values.isEmpty() || token.values.size() > MAX_TERMS);
    }

    /** Parses the text without limits. A token can have no values. */
    private static <P extends SearchProperty> SearchQuery<P> parseAll(String typed, Collection<P> properties) {
        List<String> words = new ArrayList<>();
        List<Token<P>> tokens = new ArrayList<>();
        for (String part : lower(typed).split("\\s+", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            int colon = part.indexOf(':');
            Optional<P> property = colon > 0 ? find(part.substring(0, colon), properties) : Optional.empty();
            if (property.isEmpty()) {
                words.add(part);
                continue;
            }
            List<String> values = Arrays.stream(part.substring(colon + 1).split(","))
                    .filter(value -> !value.isEmpty())
                    .distinct()
                    .toList();
            tokens.add(new Token<>(property.get(), values));
        }
        return new SearchQuery<>(
                words.stream().distinct().toList(), tokens.stream().distinct().toList());
    }

    private static <P extends SearchProperty> Optional<P> find(String key, Collection<P> properties) {
        return properties.stream()
                .filter(property -> property.key().equals(key))
                .findFirst();
    }

    /** Returns whether a word is a token with a value. */
    public static boolean isToken(String word, Collection<? extends SearchProperty> properties) {
        return !parse(word, properties).tokens().isEmpty();
    }

    /** Returns the values of tokens that no object can have, because the property has other fixed values. */
    public Stream<String> unknownValues() {
        return tokens.stream().flatMap(token -> token.values().stream().filter(token.property()::isUnknown));
    }

    /** Returns whether a token of the property has a value that meets the condition. */
    public boolean hasToken(P property, Predicate<String> value) {
        return tokens.stream()
                .anyMatch(token -> token.property().equals(property)
                        && token.values().stream().anyMatch(value));
    }

    /**
     * Returns whether an object matches. Uses no streams, because the method is called for up to 10,000 objects at each
     * keystroke.
     *
     * @param containsWord returns whether the object contains the word
     * @param hasValue returns whether the property of the object matches the value
     */
    public boolean matches(Predicate<String> containsWord, BiPredicate<P, String> hasValue) {
        for (String word : words) {
            if (!containsWord.test(word)) {
                return false;
            }
        }
        for (Token<P> token : tokens) {
            if (!matches(token, hasValue)) {
                return false;
            }
        }
        return true;
    }

    private static <P extends SearchProperty> boolean matches(Token<P> token, BiPredicate<P, String> hasValue) {
        for (String value : token.values()) {
            if (hasValue.test(token.property(), value)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether the text contains all words, regardless of case. */
    public boolean isContainedIn(String text) {
        String searched = lower(text);
        return words.stream().allMatch(searched::contains);
    }

    /** Returns the status in the form that filters use: in lower case and with hyphens. */
    public static String statusCode(String status) {
        return lower(status).replace('_', '-');
    }

    public static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
