package org.stackdeck.operations.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.cloud.server.ServerStatus;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.SoftDeletedServerLookup;
import org.stackdeck.operations.lookup.CloudRequestRateLimiter.Budget;
import org.stackdeck.operations.lookup.CloudRequestRateLimiter.CountedRequest;
import org.stackdeck.operations.protection.DeletionProtectionRepository;
import org.stackdeck.operations.state.OperationRepository;
import org.stackdeck.platform.Subscription;

/**
 * Finds soft-deleted servers by ID, because Nova does not list them. Sends one request for each scope that may contain
 * the server. Caches a negative result briefly for each user. Limits lookups of servers that are unknown to the user.
 * Responses and limits are the same for a nonexistent server and for a server that the user cannot see.
 */
@Component
public class NovaSoftDeletedServerLookup implements SoftDeletedServerLookup {

    /** Maximum number of operations on the server, newest first, that are searched for a deletion. */
    private static final int MAX_EXAMINED_OPERATIONS = 5;

    /**
     * Time to live of a negative result. Nova assigns a new ID to each server, so a server cannot appear later under an
     * unused ID.
     */
    private static final Duration NOT_FOUND_TTL = Duration.ofSeconds(10);

    private static final long MAX_NOT_FOUND_ENTRIES = 10_000;

    private final OperationRepository operationRepository;
    private final DeletionProtectionRepository protections;
    private final AccessDecisionService accessDecisionService;
    private final Clouds clouds;
    private final SoftDeletedServerCache softDeletedServerCache;
    private final CloudRequestRateLimiter limit;
    private final Cache<LookupKey, Boolean> notFound = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .maximumSize(MAX_NOT_FOUND_ENTRIES)
            .expireAfterWrite(NOT_FOUND_TTL)
            .build();

    private record LookupKey(UserId user, ServerKey server) {}

    NovaSoftDeletedServerLookup(
            OperationRepository operationRepository,
            DeletionProtectionRepository protections,
            AccessDecisionService accessDecisionService,
            Clouds clouds,
            SoftDeletedServerCache softDeletedServerCache,
            CloudRequestRateLimiter limit) {
        this.operationRepository = operationRepository;
        this.protections = protections;
        this.accessDecisionService = accessDecisionService;
        this.clouds = clouds;
        this.softDeletedServerCache = softDeletedServerCache;
        this.limit = limit;
    }

    @Override
    public Optional<Server> findAfter(Operation deletion) {
        return softDeletedServerCache.findAfter(deletion);
    }

    @Override
    public Subscription subscribe(Consumer<ServerKey> watcher) {
        return softDeletedServerCache.subscribe(watcher);
    }

    @Override
    public Optional<Server> find(Caller caller, ServerKey key) {
        LookupKey lookupKey = new LookupKey(caller.userId(), key);
        if (notFound.getIfPresent(lookupKey) != null) {
            return Optional.empty();
        }
        EffectivePermissions effectivePermissions =
                accessDecisionService.permissions(accessDecisionService.loadSubject(caller.userId()));
        // Stackdeck's records about a server are used only if the caller may see that server.
        Optional<ProjectId> known = operationRepository.findNewest(key, 1).stream()
                .filter(operation -> effectivePermissions.isVisible(
                        ServerAttributes.withoutMetadata(key, operation.project(), operation.targetName())))
                .map(Operation::project)
                .findFirst();
        List<ComputeClient> computes = known.map(List::of).orElseGet(() -> projects(key)).stream()
                .filter(project -> effectivePermissions.coversPartOfProject(key.cloud(), project))
                .flatMap(project -> clouds.compute(key.cloud(), project).stream())
                .collect(Collectors.toMap(ComputeClient::scope, compute -> compute, (one, _) -> one))
                .values()
                .stream()
                .toList();
        if (computes.isEmpty()) {
            return Optional.empty();
        }
        CountedRequest counted =
                limit.consume(caller.userId(), known.isPresent() ? Budget.LISTS : Budget.UNKNOWN_SERVERS);
        List<Server> answers = load(caller, computes, key, counted);
        // The permissions may have been revoked before the cloud's response.
        EffectivePermissions current =
                accessDecisionService.permissions(accessDecisionService.loadSubject(caller.userId()));
        Optional<Server> found = answers.stream()
                .filter(server -> server.status() == ServerStatus.SOFT_DELETED
                        && server.key().equals(key))
                .filter(server -> current.isVisible(ServerAttributes.of(server)))
                .map(server -> current.decide(Permission.SERVER_READ_HOST, ServerAttributes.of(server))
                                .isAllowed()
                        ? server
                        : server.withoutHost())
                .findFirst();
        if (found.isPresent() && known.isEmpty()) {
            counted.refund();
        }
        if (found.isEmpty() && (known.isEmpty() || answers.isEmpty())) {
            notFound.put(lookupKey, true);
        }
        return found;
    }

    private List<Server> load(Caller caller, List<ComputeClient> computes, ServerKey key, CountedRequest counted) {
        try {
            return limit.callWithoutCounting(
                    caller.userId(),
                    () -> computes.stream()
                            .flatMap(compute -> compute.server(key.id()).stream())
                            .toList());
        } catch (CloudException e) {
            // A retry after a failure of the cloud does not count as guessing an ID.
            counted.refund();
            throw e;
        }
    }

    @Override
    public boolean mayBeSoftDeleted(Caller caller, ServerKey key) {
        EffectivePermissions effectivePermissions =
                accessDecisionService.permissions(accessDecisionService.subject(caller.userId()));
        Stream<ServerAttributes> deleted = operationRepository.findNewest(key, MAX_EXAMINED_OPERATIONS).stream()
                .filter(operation -> operation.serverAction().isDeletion())
                .map(operation -> ServerAttributes.withoutMetadata(key, operation.project(), operation.targetName()));
        Stream<ServerAttributes> shielded = protections.find(key).stream()
                .map(protectionRow ->
                        ServerAttributes.withoutMetadata(key, protectionRow.project(), protectionRow.targetName()));
        return Stream.concat(deleted, shielded).anyMatch(effectivePermissions::isVisible);
    }

    /** Returns all projects of the cloud. They are searched if the caller may see no operation on the server. */
    private List<ProjectId> projects(ServerKey key) {
        return clouds.projects().stream()
                .filter(project -> project.cloud().equals(key.cloud()))
                .map(Project::id)
                .toList();
    }
}
