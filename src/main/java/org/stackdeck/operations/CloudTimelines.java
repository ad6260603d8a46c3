package org.stackdeck.operations;

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
import org.stackdeck.access.Access;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudException.Category;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.InstanceAction;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;

/**
 * Joins the operations on a server with Nova's instance actions. An instance action that was started by an operation is
 * shown as that operation; all others were performed without Stackdeck.
 */
@Service
class CloudTimelines implements Timelines {

    static final int MOST = 200;

    private final Inventory inventory;
    private final Access access;
    private final Clouds clouds;
    private final CloudRequestRateLimiter limiter;
    private final OperationStore store;

    /**
     * Caches failures too, so that a failing cloud does not receive more requests. Caffeine evicts on virtual threads:
     * with two processors the common pool has one thread, which would wait for a load here that itself needs the pool
     * to complete its response.
     */
    private final Cache<ServerKey, Told> told = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .maximumSize(1_000)
            .expireAfterWrite(PACE)
            .build();

    /**
     * Instance actions loaded from the cloud.
     *
     * @param account Keystone id of Stackdeck's own user
     */
    private record Told(List<InstanceAction> actions, String account, Timeline.@Nullable Problem problem) {}

    CloudTimelines(
            Inventory inventory, Access access, Clouds clouds, CloudRequestRateLimiter limiter, OperationStore store) {
        this.inventory = inventory;
        this.access = access;
        this.clouds = clouds;
        this.limiter = limiter;
        this.store = store;
    }

    @Override
    public Optional<Timeline> of(Caller caller, ServerKey key) {
        Subject subject = access.subject(caller.userId());
        return inventory
                .find(key)
                .filter(server -> access.maySee(subject, ServerFacts.of(server)))
                .map(server -> timeline(caller, server));
    }

    private Timeline timeline(Caller caller, Server server) {
        Told cloud = load(caller, server);
        // Read after the cloud: by then, an operation whose request Nova knows has stored the request id or is still
        // running.
        List<Operation> asked = store.newest(server.key(), MOST);
        Set<String> requests = asked.stream()
                .flatMap(operation -> Optional.ofNullable(operation.requestId()).stream())
                .collect(Collectors.toSet());
        List<Activity> all = Stream.<Activity>concat(
                        asked.stream().map(Activity.Asked::new),
                        cloud.actions().stream()
                                .filter(Predicate.not(action -> ours(action, asked, requests, cloud.account())))
                                .map(action -> new Activity.Outside(
                                        action, action.userId().equals(cloud.account()))))
                .sorted(Comparator.comparing(Activity::at).reversed())
                .limit(MOST)
                .toList();
        return new Timeline(all, cloud.problem());
    }

    private static boolean ours(InstanceAction action, List<Operation> asked, Set<String> requests, String account) {
        return requests.contains(action.requestId())
                || (action.userId().equals(account) && asked.stream().anyMatch(operation -> sent(operation, action)));
    }

    /** Whether the action may belong to a running operation that has no request id yet. */
    private static boolean sent(Operation operation, InstanceAction action) {
        return operation.state() == Operation.State.RUNNING
                && operation.requestId() == null
                && operation
                        .action()
                        .instanceAction()
                        .filter(action.action()::equals)
                        .isPresent()
                && !action.start().isBefore(operation.acceptedAt().minus(PACE));
    }

    /** Cached results do not count towards the limit. A user's exceeded limit is not cached for other users. */
    private Told load(Caller caller, Server server) {
        Told cached = told.getIfPresent(server.key());
        if (cached != null) {
            return cached;
        }
        try {
            return limiter.call(
                    caller.userId(),
                    CloudRequestRateLimiter.Budget.LISTS,
                    () -> told.get(server.key(), _ -> ask(server)));
        } catch (TooManyQuestionsException e) {
            return failed(e);
        }
    }

    private Told ask(Server server) {
        try {
            Compute compute = clouds.compute(server.cloud(), server.project().id())
                    .orElseThrow(
                            () -> new CloudException(Category.UNAVAILABLE, "The server's project is not available"));
            List<InstanceAction> actions = compute.instanceActions(server.id());
            return new Told(actions, compute.userId(), null);
        } catch (CloudException e) {
            return failed(e);
        }
    }

    private static Told failed(CloudException e) {
        return new Told(List.of(), "", new Timeline.Problem(e.category(), String.valueOf(e.getMessage())));
    }
}
