package org.stackdeck.operations.lookup;

import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;

/**
 * Reads data of servers for users who may see them. Checks the permissions before the request. Loads them from the
 * database and checks them again after the cloud's response, because they may have been revoked during the request.
 */
@Component
class VisibleServerRequestExecutor {

    private final Inventory inventory;
    private final AccessDecisionService accessDecisionService;

    VisibleServerRequestExecutor(Inventory inventory, AccessDecisionService accessDecisionService) {
        this.inventory = inventory;
        this.accessDecisionService = accessDecisionService;
    }

    Optional<Server> find(Caller caller, ServerKey key) {
        return inventory
                .find(key)
                .filter(server -> accessDecisionService.isVisible(
                        accessDecisionService.subject(caller.userId()), ServerAttributes.of(server)));
    }

    /** Returns the result of the request; empty if the caller cannot see the server before or after the request. */
    <T> Optional<T> read(Caller caller, ServerKey key, Function<Server, T> request) {
        return read(caller, find(caller, key), request);
    }

    /**
     * Reads data of a server that may be soft-deleted, like {@link #read(Caller, ServerKey, Function)}.
     *
     * @param visible the server; empty if the caller cannot see it
     */
    <T> Optional<T> read(Caller caller, Optional<Server> visible, Function<Server, T> request) {
        return visible.flatMap(server -> {
            T result;
            try {
                result = request.apply(server);
            } catch (CloudException e) {
                if (isStillVisible(caller, server)) {
                    throw e;
                }
                return Optional.empty();
            }
            return Optional.of(result).filter(_ -> isStillVisible(caller, server));
        });
    }

    private boolean isStillVisible(Caller caller, Server server) {
        return accessDecisionService.isVisible(
                accessDecisionService.loadSubject(caller.userId()),
                ServerAttributes.of(inventory.find(server.key()).orElse(server)));
    }
}
