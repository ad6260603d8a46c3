package org.stackdeck.inventory.search;

import static org.stackdeck.inventory.search.SearchQuery.lower;
import static org.stackdeck.inventory.search.SearchQuery.statusCode;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.stackdeck.cloud.keypair.TemporaryKeyPairName;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.cloud.server.ServerStatus;

/** Property of servers that a token of a search matches. */
public enum ServerSearchProperty implements SearchProperty {
    STATUS,
    PROJECT,
    OWNER,
    TAG,
    FLAVOR,
    IMAGE,
    KEY,
    CLOUD;

    public static final List<ServerSearchProperty> ALL = List.of(values());

    /** Codes of the groups of states, and Nova's names of states. */
    private static final Set<String> STATUS_VALUES = Stream.concat(
                    Arrays.stream(ServerStateGroup.values()).map(ServerStateGroup::code),
                    Arrays.stream(ServerStatus.values()).map(status -> statusCode(status.name())))
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public String key() {
        return lower(name());
    }

    @Override
    public boolean isReserved(String value) {
        return this == OWNER && OwnerSearchTerms.isReserved(value);
    }

    @Override
    public boolean isUnknown(String value) {
        return this == STATUS && !STATUS_VALUES.contains(statusCode(value));
    }

    @Override
    public boolean isUnknownPart(String part) {
        return this == STATUS && STATUS_VALUES.stream().noneMatch(value -> value.contains(statusCode(part)));
    }

    /** Returns the server's values of this property, in lower case. */
    public List<String> values(Server server, UserServerOwners userServerOwners) {
        return switch (this) {
            case STATUS -> List.of(ServerStateGroup.of(server).code());
            case PROJECT -> List.of(lower(server.project().name()));
            case OWNER -> userServerOwners.searchTerms(server);
            case TAG -> server.tags().stream().map(SearchQuery::lower).toList();
            case FLAVOR -> List.of(lower(server.flavor().name()));
            case IMAGE -> List.of(lower(imageName(server)));
            // The names of key pairs that Stackdeck creates in Nova are not meant to be read.
            case KEY ->
                Optional.ofNullable(server.keyName())
                        .filter(name -> !TemporaryKeyPairName.isTemporary(name))
                        .map(SearchQuery::lower)
                        .stream()
                        .toList();
            case CLOUD -> List.of(lower(server.cloud().value()));
        };
    }

    /** @param value in lower case */
    boolean matches(Server server, ServerStateGroup group, String value, UserServerOwners userServerOwners) {
        return switch (this) {
            case STATUS ->
                group.code().equals(value) || statusCode(server.status().name()).equals(statusCode(value));
            case PROJECT ->
                lower(server.project().name()).contains(value)
                        || server.project().id().value().equals(value);
            case OWNER -> userServerOwners.searchTerms(server).contains(value);
            case TAG -> server.tags().stream().anyMatch(tag -> lower(tag).equals(value));
            case FLAVOR -> lower(server.flavor().name()).contains(value);
            case IMAGE -> lower(imageName(server)).contains(value);
            case KEY -> server.keyName() != null && matchesKey(lower(server.keyName()), value);
            case CLOUD -> lower(server.cloud().value()).equals(value);
        };
    }

    /** @param value a part of a name, or the start of a fingerprint */
    private static boolean matchesKey(String name, String value) {
        return TemporaryKeyPairName.isTemporary(name)
                ? TemporaryKeyPairName.fingerprintStart(name)
                        .map(TemporaryKeyPairName::part)
                        .filter(part -> part.startsWith(TemporaryKeyPairName.part(value)))
                        .isPresent()
                : name.contains(value);
    }

    private static String imageName(Server server) {
        if (server.image() == null) {
            return "volume";
        }
        return server.image().name() == null ? "" : server.image().name();
    }
}
