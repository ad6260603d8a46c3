package org.stackdeck.api;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Access;
import org.stackdeck.access.OwnerBook;
import org.stackdeck.access.Owners;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.View;
import org.stackdeck.operations.Availability;
import org.stackdeck.operations.DeletedServers;
import org.stackdeck.operations.ProtectionBook;
import org.stackdeck.operations.Protections;

/** Finds the servers that a user may see, and converts them to responses. */
@Component
class VisibleServers {

    /** About the time that a cloud needs to list a thousand servers. */
    private static final Duration READ_SOON = Duration.ofSeconds(5);

    private final Inventory inventory;
    private final Access access;
    private final Availability availability;
    private final OwnerBook book;
    private final ProtectionBook protections;
    private final DeletedServers deleted;
    private final Clouds clouds;

    VisibleServers(
            Inventory inventory,
            Access access,
            Availability availability,
            OwnerBook book,
            ProtectionBook protections,
            DeletedServers deleted,
            Clouds clouds) {
        this.inventory = inventory;
        this.access = access;
        this.availability = availability;
        this.book = book;
        this.protections = protections;
        this.deleted = deleted;
        this.clouds = clouds;
    }

    /** All servers sorted by cloud and id, and the state of each cloud in which the caller may see servers. */
    ServersBody all(Caller caller) {
        return all(access.subject(caller.userId()), inventory.look(caller.userId()));
    }

    /** As {@link #all(Caller)}, for given servers. */
    ServersBody all(Subject subject, View view) {
        Owners owners = book.owners();
        Protections shields = protections.protections();
        return ServersBody.of(
                view.servers().values().stream()
                        .sorted((one, other) -> one.key().compareTo(other.key()))
                        .map(server -> body(subject, server, owners, shields))
                        .toList(),
                view.freshness());
    }

    /** Includes soft-deleted servers. */
    ServerBody one(Caller caller, String id, @Nullable String cloud) {
        View view = inventory.look(caller.userId());
        Server server = named(caller, id, cloud)
                .flatMap(key -> Optional.ofNullable(view.servers().get(key)))
                .or(() -> kept(caller, id, cloud, key -> deleted.worthAsking(caller, key)))
                .orElseThrow(() -> unknown(view, cloud));
        return body(access.subject(caller.userId()), server, book.owners(), protections.protections());
    }

    /** As {@link #key}, and includes soft-deleted servers. */
    ServerKey keyOfAny(Caller caller, String id, @Nullable String cloud) {
        return sought(caller, id, cloud).orElseThrow(() -> unknown(caller, cloud));
    }

    /** An invisible server is looked up like a nonexistent one, so that responses do not reveal the difference. */
    private Optional<ServerKey> sought(Caller caller, String id, @Nullable String cloud) {
        Optional<ServerKey> named = named(caller, id, cloud);
        Map<ServerKey, Server> visible = inventory.look(caller.userId()).servers();
        return named.filter(visible::containsKey)
                .or(() -> kept(caller, id, cloud, _ -> true).map(Server::key))
                .or(() -> named);
    }

    /** As {@link #key}, for a protected server, which may be invisible: the refusal is then recorded by the service. */
    ServerKey keyOfProtected(Caller caller, String id, @Nullable String cloud) {
        return sought(caller, id, cloud)
                .or(() -> keys(id, cloud)
                        .filter(key -> protections.protections().of(key).isPresent())
                        .findFirst())
                .orElseThrow(() -> unknown(caller, cloud));
    }

    private Stream<ServerKey> keys(String id, @Nullable String cloud) {
        return parsed(id).stream()
                .flatMap(server -> clouds.names().stream()
                        .filter(name -> cloud == null || name.value().equals(cloud))
                        .map(name -> new ServerKey(name, server)));
    }

    private Optional<Server> kept(Caller caller, String id, @Nullable String cloud, Predicate<ServerKey> worth) {
        return keys(id, cloud)
                .filter(worth)
                .flatMap(key -> deleted.find(caller, key).stream())
                .findFirst();
    }

    /** The server, if the caller may see it. */
    Server known(Caller caller, String id, @Nullable String cloud) {
        View view = inventory.look(caller.userId());
        return named(caller, id, cloud)
                .flatMap(key -> Optional.ofNullable(view.servers().get(key)))
                .orElseThrow(() -> unknown(view, cloud));
    }

    /**
     * Resolves an id. If several clouds have a server with this id, only visible ones count. Otherwise the key is
     * returned even if the server is invisible, so that the refusal is recorded by the service.
     */
    ServerKey key(Caller caller, String id, @Nullable String cloud) {
        return named(caller, id, cloud).orElseThrow(() -> unknown(caller, cloud));
    }

    /**
     * The response for a server that the caller cannot see, the same whether or not it exists. Reports that it does not
     * exist only if all projects visible to the caller were loaded.
     */
    ProblemException unknown(Caller caller, @Nullable String cloud) {
        return unknown(inventory.look(caller.userId()), cloud);
    }

    private static ProblemException unknown(View view, @Nullable String cloud) {
        List<String> unread = view.freshness().entrySet().stream()
                .filter(known -> !known.getValue().complete())
                .map(known -> known.getKey().value())
                .filter(name -> cloud == null || name.equals(cloud))
                .sorted()
                .toList();
        return unread.isEmpty()
                ? ProblemException.notFound("unknown-server")
                : new ProblemException(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "not-known-yet",
                                Map.of("clouds", unread),
                                String.join(", ", unread))
                        .retryAfter(READ_SOON);
    }

    private Optional<ServerKey> named(Caller caller, String id, @Nullable String cloud) {
        List<Server> named = parsed(id).map(inventory::find).orElse(List.of()).stream()
                .filter(server -> cloud == null || server.cloud().value().equals(cloud))
                .toList();
        if (named.size() > 1) {
            Subject subject = access.subject(caller.userId());
            named = named.stream()
                    .filter(server -> access.maySee(subject, ServerFacts.of(server)))
                    .toList();
        }
        return switch (named.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(named.getFirst().key());
            default -> throw ambiguous(named);
        };
    }

    private static ProblemException ambiguous(List<Server> servers) {
        List<String> clouds =
                servers.stream().map(server -> server.cloud().value()).sorted().toList();
        return new ProblemException(
                HttpStatus.CONFLICT, "ambiguous-server", Map.of("clouds", clouds), String.join(", ", clouds));
    }

    private ServerBody body(Subject subject, Server server, Owners owners, Protections shields) {
        List<ServerAction> allowed = availability.of(subject, server).entrySet().stream()
                .filter(answer -> answer.getValue().available())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return ServerBody.of(
                server,
                owners.of(server.key()).orElse(null),
                shields.of(server.key()).orElse(null),
                allowed);
    }

    private static Optional<ServerId> parsed(String id) {
        return id.isBlank() || id.length() > 255 ? Optional.empty() : Optional.of(new ServerId(id));
    }
}
