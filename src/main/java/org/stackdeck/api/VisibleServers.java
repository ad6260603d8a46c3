package org.stackdeck.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Access;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.Availability;

/** The servers as one caller sees them. */
@Component
class VisibleServers {

    private final Inventory inventory;
    private final Access access;
    private final Availability availability;

    VisibleServers(Inventory inventory, Access access, Availability availability) {
        this.inventory = inventory;
        this.access = access;
        this.availability = availability;
    }

    /** All of them, by cloud and id. */
    List<ServerBody> all(Caller caller) {
        Subject subject = access.subject(caller.userId());
        return inventory.look(caller.userId()).servers().values().stream()
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .map(server -> body(subject, server))
                .toList();
    }

    ServerBody one(Caller caller, String id, @Nullable String cloud) {
        ServerKey key = key(caller, id, cloud);
        return Optional.ofNullable(inventory.look(caller.userId()).servers().get(key))
                .map(server -> body(access.subject(caller.userId()), server))
                .orElseThrow(() -> ProblemException.notFound("unknown-server"));
    }

    /**
     * Which server is meant. Where clouds share an id, only what the caller may see counts; where they do not, the key
     * is given although it may be invisible, so that the refusal is recorded by whoever decides.
     */
    ServerKey key(Caller caller, String id, @Nullable String cloud) {
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
            case 0 -> throw ProblemException.notFound("unknown-server");
            case 1 -> named.getFirst().key();
            default -> throw ambiguous(named);
        };
    }

    private static ProblemException ambiguous(List<Server> servers) {
        List<String> clouds =
                servers.stream().map(server -> server.cloud().value()).sorted().toList();
        return new ProblemException(
                HttpStatus.CONFLICT, "ambiguous-server", Map.of("clouds", clouds), String.join(", ", clouds));
    }

    private ServerBody body(Subject subject, Server server) {
        List<ServerAction> allowed = availability.of(subject, server).entrySet().stream()
                .filter(answer -> answer.getValue().available())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return ServerBody.of(server, allowed);
    }

    private static Optional<ServerId> parsed(String id) {
        return id.isBlank() || id.length() > 255 ? Optional.empty() : Optional.of(new ServerId(id));
    }
}
