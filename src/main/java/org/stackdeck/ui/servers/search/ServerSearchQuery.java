package org.stackdeck.ui.servers.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerAddress;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.servers.state.ServerStateGroup;

/**
 * Parsed search text. Each word must occur in the name, the ID, an address or a tag. A token such as {@code
 * project:research,platform} lists alternative values. For owners, {@code me} is the user whose servers are shown, and
 * {@code none} matches servers without an owner.
 *
 * <p>Uses only the first {@value #MAX_LENGTH} characters, and the first {@value #MAX_TERMS} words, tokens, and values
 * of a token, because each of them is compared with up to 10,000 servers.
 */
@ViewLogic
record ServerSearchQuery(List<String> words, List<Token> tokens) {

    static final ServerSearchQuery MATCH_ALL = new ServerSearchQuery(List.of(), List.of());
    static final int MAX_LENGTH = 200;
    static final int MAX_TERMS = 10;

    ServerSearchQuery {
        words = List.copyOf(words);
        tokens = List.copyOf(tokens);
    }

    /** Property that a token matches. */
    enum Field {
        STATUS,
        PROJECT,
        OWNER,
        TAG,
        FLAVOR,
        IMAGE,
        CLOUD;

        /** Codes of the groups of states, and Nova's names of states. */
        private static final Set<String> STATUS_VALUES = Stream.concat(
                        Arrays.stream(ServerStateGroup.values()).map(ServerStateGroup::code),
                        Arrays.stream(ServerStatus.values()).map(status -> code(status.name())))
                .collect(Collectors.toUnmodifiableSet());

        /** Returns the key before the colon. */
        String key() {
            return lower(name());
        }

        /** Returns whether the value is a reserved word instead of a name. */
        boolean isReserved(String value) {
            return this == OWNER && UserServerOwners.RESERVED_VALUES.contains(value);
        }

        /** Returns whether the property has fixed values that do not include the value. */
        boolean isUnknown(String value) {
            return this == STATUS && !STATUS_VALUES.contains(code(value));
        }

        /** Returns whether the property has fixed values, none of which contains the text. */
        boolean isUnknownPart(String part) {
            return this == STATUS && STATUS_VALUES.stream().noneMatch(value -> value.contains(code(part)));
        }

        /** Returns the server's values of this property, in lower case. */
        List<String> values(Server server, UserServerOwners userServerOwners) {
            return switch (this) {
                case STATUS -> List.of(ServerStateGroup.of(server).code());
                case PROJECT -> List.of(lower(server.project().name()));
                case OWNER -> userServerOwners.searchTerms(server);
                case TAG -> server.tags().stream().map(ServerSearchQuery::lower).toList();
                case FLAVOR -> List.of(lower(server.flavor().name()));
                case IMAGE -> List.of(lower(imageName(server)));
                case CLOUD -> List.of(lower(server.cloud().value()));
            };
        }
    }

    record Token(Field field, List<String> values) {

        Token {
            values = List.copyOf(values);
        }

        boolean matches(Server server, ServerStateGroup group, UserServerOwners userServerOwners) {
            return values.stream().anyMatch(test(server, group, userServerOwners));
        }

        private Predicate<String> test(Server server, ServerStateGroup group, UserServerOwners userServerOwners) {
            return switch (field) {
                case STATUS ->
                    value -> group.code().equals(value)
                            || code(server.status().name()).equals(code(value));
                case PROJECT ->
                    value -> lower(server.project().name()).contains(value)
                            || server.project().id().value().equals(value);
                case OWNER -> userServerOwners.searchTerms(server)::contains;
                case TAG ->
                    value -> server.tags().stream().anyMatch(tag -> lower(tag).equals(value));
                case FLAVOR -> value -> lower(server.flavor().name()).contains(value);
                case IMAGE -> value -> lower(imageName(server)).contains(value);
                case CLOUD -> value -> lower(server.cloud().value()).equals(value);
            };
        }
    }

    static ServerSearchQuery parse(String typed) {
        List<String> terms = new ArrayList<>();
        List<Token> tokens = new ArrayList<>();
        String cut = typed.length() > MAX_LENGTH ? typed.substring(0, MAX_LENGTH) : typed;
        for (String part : lower(cut).split("\\s+", -1)) {
            if (part.isEmpty()) {
                continue;
            }
            int colon = part.indexOf(':');
            Field field = colon > 0 ? field(part.substring(0, colon)) : null;
            if (field == null) {
                terms.add(part);
                continue;
            }
            List<String> values = List.of(part.substring(colon + 1).split(",")).stream()
                    .filter(value -> !value.isEmpty())
                    .distinct()
                    .limit(MAX_TERMS)
                    .toList();
            if (!values.isEmpty()) {
                tokens.add(new Token(field, values));
            }
        }
        return new ServerSearchQuery(
                terms.stream().distinct().limit(MAX_TERMS).toList(),
                tokens.stream().distinct().limit(MAX_TERMS).toList());
    }

    /**
     * Returns the values of tokens that no server can have, because they are not among the fixed values of the
     * property.
     */
    Stream<String> unknownValues() {
        return tokens.stream().flatMap(token -> token.values().stream().filter(token.field()::isUnknown));
    }

    /** Returns whether a word is a token with a value. */
    static boolean isToken(String word) {
        return !parse(word).tokens().isEmpty();
    }

    /** Returns whether the result depends on owners. */
    boolean filtersByOwner() {
        return tokens.stream().anyMatch(token -> token.field() == Field.OWNER);
    }

    /** Returns whether the result depends on the user whose servers are shown. */
    boolean dependsOnUser() {
        return tokens.stream()
                .anyMatch(token -> token.field() == Field.OWNER
                        && token.values().stream().anyMatch(UserServerOwners::isUserDependent));
    }

    /**
     * Returns whether the server matches. Uses no streams for words, because the method is called for up to 10,000
     * servers at each keystroke.
     */
    boolean matches(Server server, ServerStateGroup group, UserServerOwners userServerOwners) {
        for (String word : words) {
            if (!matchesWord(word, server)) {
                return false;
            }
        }
        for (Token token : tokens) {
            if (!token.matches(server, group, userServerOwners)) {
                return false;
            }
        }
        return true;
    }

    private static boolean matchesWord(String word, Server server) {
        if (lower(server.name()).contains(word) || server.id().value().contains(word)) {
            return true;
        }
        for (ServerAddress serverAddress : server.addresses()) {
            if (serverAddress.ip().contains(word)) {
                return true;
            }
        }
        for (String tag : server.tags()) {
            if (lower(tag).contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static String imageName(Server server) {
        if (server.image() == null) {
            return "volume";
        }
        return server.image().name() == null ? "" : server.image().name();
    }

    private static String code(String state) {
        return lower(state).replace('_', '-');
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    private static @Nullable Field field(String word) {
        for (Field field : Field.values()) {
            if (field.key().equals(word)) {
                return field;
            }
        }
        return null;
    }
}
