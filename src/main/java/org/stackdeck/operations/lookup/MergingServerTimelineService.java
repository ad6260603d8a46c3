package org.stackdeck.operations.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.server.InstanceAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.CloudRequestLimitExceededException;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService;
import org.stackdeck.operations.detail.ServerTimeline;
import org.stackdeck.operations.detail.ServerTimelineEntry;
import org.stackdeck.operations.detail.ServerTimelineService;
import org.stackdeck.operations.state.OperationRepository;

/**
 * Merges the operations on a server with Nova's instance actions. An instance action that an operation started is shown
 * as that operation. All other instance actions are separate entries.
 */
@Service
class MergingServerTimelineService implements ServerTimelineService {

    /** Maximum weight of the cache, in texts. Each text can have 4,096 characters. */
    private static final int MAX_CACHED_EVENTS = 5_000;

    private final VisibleServerRequestExecutor visibleServerRequestExecutor;
    private final Clouds clouds;
    private final CloudRequestRateLimiter limiter;
    private final OperationRepository operationRepository;
    private final OperationService operationService;
    private final AccessDecisionService accessDecisionService;

    /**
     * Caches failures too, so that a failing cloud does not receive additional requests. Caffeine evicts on virtual
     * threads to prevent a deadlock: with two processors, the common pool has only one thread, which could wait for a
     * load that requires a thread of the same pool.
     */
    private final Cache<ServerKey, CloudActions> cache = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .maximumWeight(MAX_CACHED_EVENTS)
            .weigher((ServerKey _, CloudActions cached) -> cached.weight())
            .expireAfterWrite(MIN_REFRESH_INTERVAL)
            .build();

    /**
     * Instance actions loaded from the cloud.
     *
     * @param account Keystone ID of Stackdeck's own user; empty if the actions could not be loaded
     */
    private record CloudActions(
            List<InstanceAction> actions, String account, ServerTimeline.@Nullable Problem problem) {

        /** Returns the number of texts, plus an allowance for the entry itself. */
        int weight() {
            return 5
                    + actions.stream()
                            .mapToInt(action -> 1 + action.events().size())
                            .sum();
        }
    }

    MergingServerTimelineService(
            VisibleServerRequestExecutor visibleServerRequestExecutor,
            Clouds clouds,
            CloudRequestRateLimiter limiter,
            OperationRepository operationRepository,
            OperationService operationService,
            AccessDecisionService accessDecisionService) {
        this.visibleServerRequestExecutor = visibleServerRequestExecutor;
        this.clouds = clouds;
        this.limiter = limiter;
        this.operationRepository = operationRepository;
        this.operationService = operationService;
        this.accessDecisionService = accessDecisionService;
    }

    @Override
    public Optional<ServerTimeline> load(Caller caller, ServerKey key) {
        return visibleServerRequestExecutor.read(caller, key, server -> buildTimeline(caller, server));
    }

    private ServerTimeline buildTimeline(Caller caller, Server server) {
        CloudActions cloud = loadCached(caller, server);
        // Read after the cloud's response. By then, an operation whose request Nova has received has either stored the
        // request ID or is still running.
        Subject subject = accessDecisionService.loadSubject(caller.userId());
        List<Operation> operations = operationRepository.findNewest(server.key(), ServerTimeline.MAX_ENTRIES).stream()
                .flatMap(operation -> operationService.visible(subject, operation).stream())
                .toList();
        Set<String> requests = operations.stream()
                .flatMap(operation -> Optional.ofNullable(operation.requestId()).stream())
                .collect(Collectors.toSet());
        List<ServerTimelineEntry> all = Stream.<ServerTimelineEntry>concat(
                        operations.stream().map(ServerTimelineEntry.SubmittedOperation::new),
                        cloud.actions().stream()
                                .filter(Predicate.not(
                                        action -> isOwnAction(action, operations, requests, cloud.account())))
                                .map(action -> new ServerTimelineEntry.ExternalAction(
                                        action, action.userId().equals(cloud.account()))))
                .sorted(Comparator.comparing(ServerTimelineEntry::startedAt).reversed())
                .limit(ServerTimeline.MAX_ENTRIES)
                .toList();
        return new ServerTimeline(all, cloud.problem());
    }

    private static boolean isOwnAction(
            InstanceAction action, List<Operation> operations, Set<String> requests, String account) {
        return requests.contains(action.requestId())
                || (action.userId().equals(account)
                        && operations.stream().anyMatch(operation -> mayBelongTo(operation, action)));
    }

    /** Returns whether the action may belong to a running operation that has no request ID yet. */
    private static boolean mayBelongTo(Operation operation, InstanceAction action) {
        return operation.state() == Operation.State.RUNNING
                && operation.requestId() == null
                && operation
                        .serverAction()
                        .instanceAction()
                        .filter(action.action()::equals)
                        .isPresent()
                && !action.start().isBefore(operation.acceptedAt().minus(MIN_REFRESH_INTERVAL));
    }

    /**
     * Returns the cached actions, which do not count toward the user's limit, or loads them. An exceeded limit is not
     * cached, because it affects only this user.
     */
    private CloudActions loadCached(Caller caller, Server server) {
        CloudActions cached = cache.getIfPresent(server.key());
        if (cached != null) {
            return cached;
        }
        try {
            return limiter.call(
                    caller.userId(),
                    CloudRequestRateLimiter.Budget.LISTS,
                    () -> cache.get(server.key(), _ -> loadFromCloud(server)));
        } catch (CloudRequestLimitExceededException e) {
            return toFailure(e);
        }
    }

    private CloudActions loadFromCloud(Server server) {
        try {
            ComputeClient compute =
                    clouds.requireCompute(server.cloud(), server.project().id());
            List<InstanceAction> actions = compute.instanceActions(server.id());
            return new CloudActions(actions, compute.userId(), null);
        } catch (CloudException e) {
            return toFailure(e);
        }
    }

    private static CloudActions toFailure(CloudException e) {
        return new CloudActions(
                List.of(),
                "",
                new ServerTimeline.Problem(
                        e.category(), String.valueOf(e.getMessage()), e instanceof CloudRequestLimitExceededException));
    }
}
