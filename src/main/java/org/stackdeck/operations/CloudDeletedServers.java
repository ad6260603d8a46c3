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
import org.stackdeck.cloud.Scope;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.ServerStatus;
import org.stackdeck.identity.Caller;
import org.stackdeck.operations.QuestionLimit.Question;
import org.stackdeck.platform.Subscription;

/**
 * Asks Nova for the very server, which alone tells of one that it keeps: once for each scope in which it may be, not again
 * soon where there is none, and only so often for a user where the console knows nothing of the server.
 */
@Component
class CloudDeletedServers implements DeletedServers {

    /** Of these the newest operation tells where the server was. */
    private static final int LOOKED_AT = 5;

    /** No server comes by an id that Nova does not know: it gives a new one to each. */
    private static final Duration NONE_FOR = Duration.ofSeconds(10);

    private static final long NONE_REMEMBERED = 10_000;

    private final OperationStore store;
    private final ProtectionStore protections;
    private final Access access;
    private final Clouds clouds;
    private final KeptServers kept;
    private final QuestionLimit limit;
    private final Cache<Place, Boolean> none = Caffeine.newBuilder()
            .maximumSize(NONE_REMEMBERED)
            .expireAfterWrite(NONE_FOR)
            .build();

    private record Place(Scope scope, ServerKey server) {}

    CloudDeletedServers(
            OperationStore store,
            ProtectionStore protections,
            Access access,
            Clouds clouds,
            KeptServers kept,
            QuestionLimit limit) {
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
        Rights rights = access.rights(access.fresh(caller.userId()));
        Optional<ProjectId> known =
                store.newest(key, 1).stream().map(Operation::project).findFirst();
        List<Compute> asked = known.map(List::of).orElseGet(() -> projects(key)).stream()
                .filter(project -> rights.reach(key.cloud(), project))
                .flatMap(project -> clouds.compute(key.cloud(), project).stream())
                .collect(Collectors.toMap(Compute::scope, compute -> compute, (one, _) -> one))
                .values()
                .stream()
                .filter(compute -> none.getIfPresent(new Place(compute.scope(), key)) == null)
                .toList();
        if (asked.isEmpty()) {
            return Optional.empty();
        }
        Question question = known.isPresent() ? Question.FREE : limit.take(caller.userId());
        Optional<Server> found = answers(asked, key, question).stream()
                .filter(server -> server.status() == ServerStatus.SOFT_DELETED
                        && server.key().equals(key))
                .filter(server -> rights.maySee(ServerFacts.of(server)))
                .map(server -> rights.decide(Permission.SERVER_READ_HOST, ServerFacts.of(server))
                                .allowed()
                        ? server
                        : server.withoutHost())
                .findFirst();
        found.ifPresent(_ -> question.giveBack());
        return found;
    }

    private List<Server> answers(List<Compute> asked, ServerKey key, Question question) {
        try {
            return asked.stream().flatMap(compute -> ask(compute, key).stream()).toList();
        } catch (CloudException e) {
            // Whoever tries again because the cloud is away makes up no ids.
            question.giveBack();
            throw e;
        }
    }

    private Optional<Server> ask(Compute compute, ServerKey key) {
        Optional<Server> server = compute.server(key.id());
        if (server.isEmpty()) {
            none.put(new Place(compute.scope(), key), true);
        }
        return server;
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

    /** In any of which it may be, when the console never did anything to it. */
    private List<ProjectId> projects(ServerKey key) {
        return clouds.projects().stream()
                .filter(project -> project.cloud().equals(key.cloud()))
                .map(Project::id)
                .toList();
    }
}
