package org.stackdeck.operations;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.Access;
import org.stackdeck.cloud.ActionParameter;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ProjectResources;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.UnsuitableServerException;
import org.stackdeck.cloud.UnsuitableServerException.Field;
import org.stackdeck.cloud.UnsuitableServerException.Why;
import org.stackdeck.identity.Caller;

/** Launches in memory, with the decisions of the real implementation. Names are resolved in the fake clouds. */
public class FakeLaunches implements Launches {

    private final LaunchRights rights;
    private final Access access;
    private final Clouds clouds;
    private final Clock clock;
    private final List<NewServer> launched = new ArrayList<>();
    private final Map<OperationId, FailedLaunch> failed = new LinkedHashMap<>();
    private final Map<Repeatable, List<Operation>> repeatable = new LinkedHashMap<>();

    public FakeLaunches(Access access, Clouds clouds, Clock clock) {
        this.rights = new LaunchRights(access);
        this.access = access;
        this.clouds = clouds;
        this.clock = clock;
    }

    /** Accepted launch requests with ids, oldest first; one for several identical servers. */
    public synchronized List<NewServer> launched() {
        return List.copyOf(launched);
    }

    /** Requests with idempotency keys, oldest first. */
    public synchronized List<Repeatable> repeatable() {
        return List.copyOf(repeatable.keySet());
    }

    public synchronized void forget() {
        launched.clear();
        repeatable.clear();
        failed.clear();
    }

    @Override
    public List<Project> projects(Caller caller) {
        return clouds.projects().stream()
                .filter(project -> access.rights(caller.userId()).mayMakeSome(project.cloud(), project.id()))
                .toList();
    }

    @Override
    public ProjectResources resources(Caller caller, CloudName cloud, ProjectId project) {
        rights.refusalOfAll(access.subject(caller.userId()), cloud, project).ifPresent(answer -> {
            throw new ActionRefusedException(answer);
        });
        return clouds.resources(cloud, project).orElseThrow();
    }

    @Override
    public boolean mayBootVolumes(Caller caller, CloudName cloud, ProjectId project) {
        return rights.bootVolumes(access.subject(caller.userId()), cloud, project);
    }

    @Override
    public Answer of(Caller caller, CloudName cloud, ProjectId project, NewServer server) {
        return rights.answer(access.subject(caller.userId()), cloud, project, server);
    }

    @Override
    public synchronized List<Operation> launch(
            Caller caller, CloudName cloud, ProjectId project, NewServer server, int count, @Nullable Repeatable key) {
        Optional<List<Operation>> before = Optional.ofNullable(key).flatMap(known -> before(caller, known));
        if (before.isPresent()) {
            return before.get();
        }
        Answer answer = of(caller, cloud, project, server);
        if (!answer.available()) {
            throw new ActionRefusedException(answer);
        }
        if (count < 1 || count > MOST) {
            throw new UnsuitableServerException(Field.COUNT, Why.TOO_MANY);
        }
        NewServer found = new LaunchChoices(clouds.resources(cloud, project).orElseThrow())
                .look(server)
                .server();
        launched.add(found);
        List<Operation> accepted = IntStream.rangeClosed(1, count)
                .mapToObj(number -> operation(
                        caller, cloud, project, count == 1 ? server.name() : server.name() + "-" + number, found))
                .toList();
        if (key != null) {
            repeatable.put(key, accepted);
        }
        return accepted;
    }

    /** Adds a failed launch, visible to users who may launch servers in its project. */
    public synchronized void fail(OperationId id, FailedLaunch launch) {
        failed.put(id, launch);
    }

    @Override
    public synchronized Optional<FailedLaunch> failed(Caller caller, OperationId id) {
        return Optional.ofNullable(failed.get(id))
                .filter(launch -> rights.refusalOfAll(access.subject(caller.userId()), launch.cloud(), launch.project())
                        .isEmpty());
    }

    /** Keys are shared by all callers. */
    @Override
    public synchronized Optional<List<Operation>> before(Caller caller, Repeatable key) {
        if (repeatable.keySet().stream().anyMatch(known -> known.key().equals(key.key()) && !known.equals(key))) {
            throw new RepeatedDifferentlyException();
        }
        return Optional.ofNullable(repeatable.get(key));
    }

    private Operation operation(Caller caller, CloudName cloud, ProjectId project, String name, NewServer server) {
        OperationId id = new OperationId(UUID.randomUUID());
        return new Operation(
                id,
                new ServerKey(cloud, Operation.toBe(id)),
                name,
                project,
                Order.of(ServerAction.CREATE).with(ActionParameter.FLAVOR, server.flavor()),
                caller.userId(),
                caller.userName(),
                Operation.State.WAITING,
                clock.instant(),
                null,
                null,
                null,
                null,
                false);
    }
}
