package org.stackdeck.api.servers;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.access.ownership.OwnerCache;
import org.stackdeck.access.ownership.OwnerMap;
import org.stackdeck.api.LazyResponseList;
import org.stackdeck.api.error.ActionRefusalMapper;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.RequestFieldValidator;
import org.stackdeck.api.error.ResourceIdProblemFactory;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStateGroup;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.inventory.resource.AttachedResources;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.inventory.search.ServerSearchProperty;
import org.stackdeck.inventory.search.ServerSearchQuery;
import org.stackdeck.inventory.search.UserServerOwners;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionAvailabilityService;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.DeletionProtectionCache;
import org.stackdeck.operations.DeletionProtectionMap;
import org.stackdeck.operations.detail.SoftDeletedServerLookup;

/** Finds the servers that a user may see, and converts them to responses. */
@Component
public class VisibleServerService {

    private final Inventory inventory;
    private final AccessDecisionService accessDecisionService;
    private final ActionAvailabilityService actionAvailabilityService;
    private final OwnerCache ownerCache;
    private final DeletionProtectionCache protections;
    private final SoftDeletedServerLookup deleted;
    private final Clouds clouds;
    private final ResourceInventory resourceInventory;

    VisibleServerService(
            Inventory inventory,
            AccessDecisionService accessDecisionService,
            ActionAvailabilityService actionAvailabilityService,
            OwnerCache ownerCache,
            DeletionProtectionCache protections,
            SoftDeletedServerLookup deleted,
            Clouds clouds,
            ResourceInventory resourceInventory) {
        this.inventory = inventory;
        this.accessDecisionService = accessDecisionService;
        this.actionAvailabilityService = actionAvailabilityService;
        this.ownerCache = ownerCache;
        this.protections = protections;
        this.deleted = deleted;
        this.clouds = clouds;
        this.resourceInventory = resourceInventory;
    }

    /**
     * Returns all servers visible to the caller, sorted by cloud and ID, and the state of each cloud in which the
     * caller may see servers.
     *
     * @param q search; null for all servers
     */
    ServerListResponse list(Caller caller, @Nullable String q) {
        return list(accessDecisionService.subject(caller.userId()), inventory.current(caller.userId()), q);
    }

    /** Converts the servers to the response for a user; see {@link #list(Caller, String)}. */
    ServerListResponse list(Subject subject, VisibleServersUpdate inventoryUpdate, @Nullable String q) {
        ServerSearchQuery search =
                ServerSearchQuery.parse(RequestFieldValidator.requireSearch(q, "q", ServerSearchProperty.ALL));
        OwnerMap ownerMap = ownerCache.current();
        UserServerOwners owners = new UserServerOwners(subject.user(), ownerMap);
        DeletionProtectionMap deletionProtectionMap = protections.current();
        List<Server> servers = inventoryUpdate.servers().values().stream()
                .filter(server -> search.matches(server, ServerStateGroup.of(server), owners))
                .sorted(Comparator.comparing(Server::key))
                .toList();
        return ServerListResponse.of(
                new LazyResponseList<>(
                        servers, server -> toResponse(subject, server, ownerMap, deletionProtectionMap, null, null)),
                inventoryUpdate.freshness());
    }

    /**
     * Returns a server that the caller may see, with its resources, even if it is soft-deleted; otherwise throws {@link
     * #notFound}.
     */
    ServerResponse get(Caller caller, String id, @Nullable String cloud) {
        VisibleServersUpdate before = inventory.current(caller.userId());
        Server found = resolveKey(caller, id, cloud)
                .flatMap(key -> Optional.ofNullable(before.servers().get(key)))
                .or(() -> findSoftDeleted(caller, id, cloud, key -> deleted.mayBeSoftDeleted(caller, key)))
                .orElseThrow(() -> notFound(before, cloud));
        AttachedResources attached = resourceInventory.loadAttached(found, ServerResourcesResponse.KINDS);
        // The server and the grants may have changed during the requests to the cloud.
        VisibleServersUpdate current = inventory.current(caller.userId());
        Server server = current.servers().get(found.key());
        if (server == null) {
            if (before.servers().containsKey(found.key())) {
                throw notFound(current, cloud);
            }
            // A soft-deleted server is not in the inventory.
            server = found;
        }
        Subject subject = accessDecisionService.subject(caller.userId());
        if (!accessDecisionService.isVisible(subject, ServerAttributes.of(server))) {
            throw notFound(caller, cloud);
        }
        return toResponse(
                subject,
                attached.withAddresses(server),
                ownerCache.current(),
                protections.current(),
                current.freshness().get(server.cloud()),
                attached);
    }

    /** Resolves an ID like {@link #findKey}, and also finds soft-deleted servers. */
    ServerKey findKeyIncludingSoftDeleted(Caller caller, String id, @Nullable String cloud) {
        return findVisibleOrCandidate(caller, id, cloud)
                .or(() -> candidateKeys(id, cloud).findFirst())
                .orElseThrow(() -> notFound(caller, cloud));
    }

    /**
     * Returns the key of a visible server, of a soft-deleted server that the caller may see, or of an invisible server,
     * in this order; empty if there is none. Searches the soft-deleted servers for an invisible server as for a
     * nonexistent one, so that the response does not reveal the difference.
     */
    private Optional<ServerKey> findVisibleOrCandidate(Caller caller, String id, @Nullable String cloud) {
        Optional<ServerKey> resolved = resolveKey(caller, id, cloud);
        Map<ServerKey, Server> visible = inventory.current(caller.userId()).servers();
        return resolved.filter(visible::containsKey)
                .or(() -> findSoftDeleted(caller, id, cloud, _ -> true).map(Server::key))
                .or(() -> resolved);
    }

    /**
     * Resolves an ID like {@link #findKeyIncludingSoftDeleted}. If no server is found, prefers a cloud in which a
     * server with this ID is protected.
     */
    public ServerKey findProtectedKey(Caller caller, String id, @Nullable String cloud) {
        return findVisibleOrCandidate(caller, id, cloud)
                .or(() -> candidateKeys(id, cloud)
                        .filter(key -> protections.current().find(key).isPresent())
                        .findFirst())
                .or(() -> candidateKeys(id, cloud).findFirst())
                .orElseThrow(() -> notFound(caller, cloud));
    }

    private Stream<ServerKey> candidateKeys(String id, @Nullable String cloud) {
        return ServerId.parse(id).stream()
                .flatMap(server -> clouds.names().stream()
                        .filter(name -> cloud == null || name.value().equals(cloud))
                        .map(name -> new ServerKey(name, server)));
    }

    private Optional<Server> findSoftDeleted(
            Caller caller, String id, @Nullable String cloud, Predicate<ServerKey> mayBeSoftDeleted) {
        return candidateKeys(id, cloud)
                .filter(mayBeSoftDeleted)
                .flatMap(key -> deleted.find(caller, key).stream())
                .findFirst();
    }

    /** Returns the server if the caller may see it; otherwise throws {@link #notFound}. */
    public Server requireVisible(Caller caller, String id, @Nullable String cloud) {
        VisibleServersUpdate inventoryUpdate = inventory.current(caller.userId());
        return resolveKey(caller, id, cloud)
                .flatMap(key -> Optional.ofNullable(inventoryUpdate.servers().get(key)))
                .orElseThrow(() -> notFound(inventoryUpdate, cloud));
    }

    /**
     * Resolves an ID. If several clouds have a server with this ID, considers only visible servers. Otherwise, returns
     * a key even if the server is invisible or does not exist. The service that receives the key refuses both cases in
     * the same way and audits both refusals.
     */
    public ServerKey findKey(Caller caller, String id, @Nullable String cloud) {
        return resolveKey(caller, id, cloud)
                .or(() -> candidateKeys(id, cloud).findFirst())
                .orElseThrow(() -> notFound(caller, cloud));
    }

    /**
     * Returns the problem for a server that the caller cannot see. The problem is the same whether or not the server
     * exists. It reports that the server does not exist only if all projects visible to the caller have been loaded.
     */
    public ProblemException notFound(Caller caller, @Nullable String cloud) {
        return notFound(inventory.current(caller.userId()), cloud);
    }

    public ProblemException toProblem(
            Caller caller, ServerKey server, @Nullable String cloud, ActionRefusedException refusal) {
        return refusal.availability() instanceof ActionAvailability.Invisible
                ? notFound(caller, cloud)
                : ActionRefusalMapper.toProblem(refusal.availability(), server);
    }

    private static ProblemException notFound(VisibleServersUpdate inventoryUpdate, @Nullable String cloud) {
        return ResourceIdProblemFactory.notFound(inventoryUpdate.freshness(), cloud, "unknown-server");
    }

    private Optional<ServerKey> resolveKey(Caller caller, String id, @Nullable String cloud) {
        List<Server> matches = ServerId.parse(id).map(inventory::find).orElse(List.of()).stream()
                .filter(server -> cloud == null || server.cloud().value().equals(cloud))
                .toList();
        if (matches.size() > 1) {
            Subject subject = accessDecisionService.subject(caller.userId());
            matches = matches.stream()
                    .filter(server -> accessDecisionService.isVisible(subject, ServerAttributes.of(server)))
                    .toList();
        }
        return switch (matches.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(matches.getFirst().key());
            default -> throw ambiguous(matches);
        };
    }

    private static ProblemException ambiguous(List<Server> servers) {
        return ResourceIdProblemFactory.ambiguous(servers.stream().map(Server::cloud), "ambiguous-server");
    }

    private ServerResponse toResponse(
            Subject subject,
            Server server,
            OwnerMap ownerMap,
            DeletionProtectionMap deletionProtectionMap,
            @Nullable Freshness freshness,
            @Nullable AttachedResources attached) {
        List<ServerAction> allowed = actionAvailabilityService.checkAll(subject, server).entrySet().stream()
                .filter(actionAvailability -> actionAvailability.getValue().isAvailable())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return ServerResponse.of(
                server,
                ownerMap.ownerOf(server.key()).orElse(null),
                deletionProtectionMap.find(server.key()).orElse(null),
                freshness,
                attached,
                allowed);
    }
}
