package org.stackdeck.operations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Access;
import org.stackdeck.access.Permission;
import org.stackdeck.access.Rights;
import org.stackdeck.access.ServerFacts;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.operations.CloudRequestRateLimiter.Budget;
import org.stackdeck.operations.CloudRequestRateLimiter.Question;
import org.stackdeck.platform.Subscription;

/**
 * Requests the server by id from Nova, which does not list soft-deleted servers: once for each scope in which it can
 * be. A negative result is cached briefly for each user. Lookups of servers that are unknown to the user are limited.
 * Responses and limits are the same whether or not a server with this id exists.
 */
@Component
class CloudDeletedServers implements DeletedServers {

    /** Operations that are read; the newest one names the server's project. */
    private static final int LOOKED_AT = 5;

    /** Nova assigns new ids, so a server cannot appear under an unknown id. */
    private static final Duration NONE_FOR = Duration.ofSeconds(10);

    private static final long NONE_REMEMBERED = 10_000;

    private final OperationStore store;
    private final ProtectionStore protections;
    private final Access access;
    private final Clouds clouds;
    private final KeptServers kept;
    private final CloudRequestRateLimiter limit;
    private final Cache<Asked, Boolean> none = Caffeine.newBuilder()
            .executor(Thread::startVirtualThread)
            .maximumSize(NONE_REMEMBERED)
            .expireAfterWrite(NONE_FOR)
            .build();

    private record Asked(UserId by, ServerKey server) {}

    CloudDeletedServers(
            OperationStore store,
            ProtectionStore protections,
            Access access,
            Clouds clouds,
            KeptServers kept,
            CloudRequestRateLimiter limit) {
        this.store = store;
        this.protections = protections;
        this.access = access;
        this.clouds = clouds;
        this.kept = kept;
        this.limit = limit;
    }

    @Override
    public Optional<Server> keptAfter(Operation deletion) {
        return kept.by(deletion);
    }

    @Override
    public Subscription watch(Consumer<ServerKey> watcher) {
        return kept.watch(watcher);
    }

    @Override
    public Optional<Server> find(Caller caller, ServerKey key) {
        Asked question = new Asked(caller.userId(), key);
        if (none.getIfPresent(question) != null) {
            return Optional.empty();
        }
        Rights rights = access.rights(access.fresh(caller.userId()));
        // What Stackdeck has recorded about a server is used only if the caller may see that server.
        Optional<ProjectId> known = store.newest(key, 1).stream()
                .filter(operation ->
                        rights.maySee(ServerFacts.remembered(key, operation.project(), operation.serverName())))
                .map(Operation::project)
                .findFirst();
        List<Compute> asked = known.map(List::of).orElseGet(() -> projects(key)).stream()
                .filter(project -> rights.reach(key.cloud(), project))
                .flatMap(project -> clouds.compute(key.cloud(), project).stream())
                .collect(Collectors.toMap(Compute::scope, compute -> compute, (one, _) -> one))
                .values()
                .stream()
                .toList();
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        Question counted = limit.take(caller.userId(), known.isPresent() ? Budget.LISTS : Budget.UNKNOWN_SERVERS);
        List<Server> answers = answers(caller, asked, key, counted);
        Optional<Server> found = answers.stream()
                .filter(server -> server.status() == ServerStatus.SOFT_DELETED
                        && server.key().equals(key))
                .filter(server -> rights.maySee(ServerFacts.of(server)))
                .map(server -> rights.decide(Permission.SERVER_READ_HOST, ServerFacts.of(server))
                                .allowed()
                        ? server
                        : server.withoutHost())
                .findFirst();
        if (found.isPresent() && known.isEmpty()) {
            counted.giveBack();
        }
        if (found.isEmpty() && (known.isEmpty() || answers.isEmpty())) {
            none.put(question, true);
        }
        return found;
    }

    private List<Server> answers(Caller caller, List<Compute> asked, ServerKey key, Question counted) {
        try {
            return limit.inTurn(
                    caller.userId(),
                    () -> asked.stream()
                            .flatMap(compute -> compute.server(key.id()).stream())
                            .toList());
        } catch (CloudException e) {
            // A retry after a cloud failure is not a guess of an id.
            counted.giveBack();
            throw e;
        }
    }

    @Override
    public boolean worthAsking(Caller caller, ServerKey key) {
        Rights rights = access.rights(access.subject(caller.userId()));
        Stream<ServerFacts> deleted = store.newest(key, LOOKED_AT).stream()
                .filter(operation -> operation.action().deletes())
                .map(operation -> ServerFacts.remembered(key, operation.project(), operation.serverName()));
        Stream<ServerFacts> shielded =
                protections.kept(key).stream().map(one -> ServerFacts.remembered(key, one.project(), one.serverName()));
        return Stream.concat(deleted, shielded).anyMatch(rights::maySee);
    }

    /** All projects of the cloud, for a server that Stackdeck has never accessed. */
    private List<ProjectId> projects(ServerKey key) {
        return clouds.projects().stream()
                .filter(project -> project.cloud().equals(key.cloud()))
                .map(Project::id)
                .toList();
    }
}
