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

/** The servers as one user sees them. */
@Component
class VisibleServers {

    /** About as long as a cloud takes to list a thousand servers. */
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

    /** All of them, by cloud and id, and how well each cloud is known that the caller may see something of. */
    ServersBody all(Caller caller) {
        return all(access.subject(caller.userId()), inventory.look(caller.userId()));
    }

    /** The same of what someone was told already. */
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

    /** Also one that was deleted, as long as its cloud keeps it. */
    ServerBody one(Caller caller, String id, @Nullable String cloud) {
        View view = inventory.look(caller.userId());
        Server server = named(caller, id, cloud)
                .flatMap(key -> Optional.ofNullable(view.servers().get(key)))
                .or(() -> kept(caller, id, cloud, key -> deleted.worthAsking(caller, key)))
                .orElseThrow(() -> unknown(view, cloud));
        return body(access.subject(caller.userId()), server, book.owners(), protections.protections());
    }

    /** The same as {@link #key} where also a server may be meant that was deleted and that its cloud keeps. */
    ServerKey keyOfAny(Caller caller, String id, @Nullable String cloud) {
        return sought(caller, id, cloud).orElseThrow(() -> unknown(caller, cloud));
    }

    /** One that the caller cannot see is asked for like one that does not exist, so that nothing tells them apart. */
    private Optional<ServerKey> sought(Caller caller, String id, @Nullable String cloud) {
        Optional<ServerKey> named = named(caller, id, cloud);
        Map<ServerKey, Server> visible = inventory.look(caller.userId()).servers();
        return named.filter(visible::containsKey)
                .or(() -> kept(caller, id, cloud, _ -> true).map(Server::key))
                .or(() -> named);
    }

    /** The same of one that is protected, which may be invisible, so that the refusal is recorded by whoever decides. */
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
     * Which server is meant. Where clouds share an id, only what the caller may see counts; where they do not, the key
     * is given although it may be invisible, so that the refusal is recorded by whoever decides.
     */
    ServerKey key(Caller caller, String id, @Nullable String cloud) {
        return named(caller, id, cloud).orElseThrow(() -> unknown(caller, cloud));
    }

    /**
     * What to answer of a server that the caller cannot see: that there is none only if everything was read in which they
     * might; and the same whether it exists or not.
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
