package org.stackdeck.operations;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.stackdeck.access.Access;
import org.stackdeck.access.Rights;
import org.stackdeck.access.Subject;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.BootSource;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Clouds;
import org.stackdeck.cloud.Compute;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.Nic;
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

/** Checks and records launches. Refusals are audited too. */
@Service
class LaunchDesk implements Launches {

    private static final int TRIES = 3;

    private final Access access;
    private final LaunchRights rights;
    private final Clouds clouds;
    private final CloudRequestRateLimiter limiter;
    private final OperationBook book;
    private final OperationStore store;
    private final OperationSchedule schedule;
    private final Operations operations;
    private final Repeats repeats;
    private final AuditTrail audit;
    private final Clock clock;

    LaunchDesk(
            Access access,
            LaunchRights rights,
            Clouds clouds,
            CloudRequestRateLimiter limiter,
            OperationBook book,
            OperationStore store,
            OperationSchedule schedule,
            Operations operations,
            Repeats repeats,
            AuditTrail audit,
            Clock clock) {
        this.access = access;
        this.rights = rights;
        this.clouds = clouds;
        this.limiter = limiter;
        this.book = book;
        this.store = store;
        this.schedule = schedule;
        this.operations = operations;
        this.repeats = repeats;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public List<Project> projects(Caller caller) {
        Rights may = access.rights(caller.userId());
        return clouds.projects().stream()
                .filter(project -> may.mayMakeSome(project.cloud(), project.id()))
                .filter(project -> clouds.compute(project.cloud(), project.id())
                        .filter(compute -> compute.makesIn(project.id()))
                        .isPresent())
                .sorted(Comparator.comparing(Project::cloud).thenComparing(Project::name))
                .toList();
    }

    @Override
    public ProjectResources resources(Caller caller, CloudName cloud, ProjectId project) {
        Optional<Answer> refusal = rights.refusalOfAll(access.subject(caller.userId()), cloud, project);
        if (refusal.isPresent()) {
            throw new ActionRefusedException(refusal.get());
        }
        return found(cloud, project);
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
    public List<Operation> launch(
            Caller caller,
            CloudName cloud,
            ProjectId project,
            NewServer server,
            int count,
            @Nullable Repeatable repeatable) {
        Optional<List<Operation>> before = repeatable == null ? Optional.empty() : before(caller, repeatable);
        if (before.isPresent()) {
            return before.get();
        }
        List<NewServer> wanted = each(server, count);
        requireAllowed(caller, cloud, project, wanted);
        requireWay(cloud, project);
        LaunchChoices.Found found =
                limiter.lookUp(caller.userId(), () -> new LaunchChoices(found(cloud, project)).look(server));
        List<Launch> launches = wanted.stream()
                .map(one -> new Launch(
                        operation(caller, cloud, project, one.name(), found.order()),
                        found.server().named(one.name())))
                .toList();
        List<Operation> accepted = accept(caller, launches, repeatable);
        schedule.hurry();
        return accepted;
    }

    @Override
    public Optional<List<Operation>> before(Caller caller, Repeatable repeatable) {
        return repeats.before(caller.userId(), repeatable)
                .map(ids -> ids.stream()
                        .flatMap(id -> store.find(id).stream())
                        .map(StoredOperation::operation)
                        .toList());
    }

    @Override
    public Optional<FailedLaunch> failed(Caller caller, OperationId id) {
        return operations
                .find(caller, id)
                .filter(operation ->
                        Again.of(operation) == Again.LAUNCH && operation.state() != Operation.State.SUCCEEDED)
                .filter(operation -> rights.refusalOfAll(
                                access.subject(caller.userId()),
                                operation.server().cloud(),
                                operation.project())
                        .isEmpty())
                .flatMap(operation -> store.wish(id)
                        .map(wish -> new FailedLaunch(
                                operation.server().cloud(),
                                operation.project(),
                                wish.server().server(),
                                wish.leftOut())));
    }

    private static List<NewServer> each(NewServer server, int count) {
        if (count < 1) {
            throw new UnsuitableServerException(Field.COUNT, Why.MALFORMED);
        }
        boolean single = server.source() instanceof BootSource.OfVolume
                || server.nics().stream().anyMatch(Nic.OnPort.class::isInstance);
        if (count > MOST || (single && count > 1)) {
            throw new UnsuitableServerException(Field.COUNT, Why.TOO_MANY);
        }
        if (count == 1) {
            return List.of(server);
        }
        List<NewServer> each = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            each.add(server.named(server.name() + "-" + number));
        }
        return each;
    }

    private void requireAllowed(Caller caller, CloudName cloud, ProjectId project, List<NewServer> wanted) {
        Subject subject = access.fresh(caller.userId());
        for (NewServer one : wanted) {
            Answer answer = rights.answer(subject, cloud, project, one);
            if (!answer.available()) {
                audit.recordRefusal(caller.entry(
                        "server." + ServerAction.CREATE.word(),
                        "server",
                        null,
                        one.name(),
                        AuditEntry.Result.REFUSED,
                        "cloud=" + cloud + " project=" + project + " " + Admission.reason(answer)));
                throw new ActionRefusedException(answer);
            }
        }
    }

    private void requireWay(CloudName cloud, ProjectId project) {
        Compute compute = clouds.compute(cloud, project).orElseThrow(LaunchDesk::away);
        if (!compute.makesIn(project)) {
            throw new CloudException(
                    CloudException.Category.FORBIDDEN,
                    "Stackdeck's credential has no role in this project and cannot create servers there");
        }
    }

    private ProjectResources found(CloudName cloud, ProjectId project) {
        return clouds.resources(cloud, project).orElseThrow(LaunchDesk::away);
    }

    private static CloudException away() {
        return new CloudException(CloudException.Category.UNAVAILABLE, "The cloud of this project is not available");
    }

    private Operation operation(Caller caller, CloudName cloud, ProjectId project, String name, Order order) {
        OperationId id = new OperationId(UUID.randomUUID());
        return new Operation(
                id,
                new ServerKey(cloud, Operation.toBe(id)),
                name,
                project,
                order,
                caller.userId(),
                caller.userName(),
                Operation.State.WAITING,
                now(),
                null,
                null,
                null,
                null,
                false);
    }

    /** Matches the precision of the database, so that the value read back is equal. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private List<Operation> accept(Caller caller, List<Launch> launches, @Nullable Repeatable repeatable) {
        for (int tries = 1; ; tries++) {
            try {
                return book.accept(launches, caller.source(), caller.channel().name(), () -> {
                    launches.forEach(launch -> schedule.add(launch.operation().id(), Duration.ZERO));
                    if (repeatable != null) {
                        repeats.remember(
                                caller.userId(),
                                repeatable,
                                launches.stream()
                                        .map(launch -> launch.operation().id())
                                        .toList());
                    }
                });
            } catch (DuplicateKeyException e) {
                // A concurrent request with the same key was first.
                return Optional.ofNullable(repeatable)
                        .flatMap(request -> before(caller, request))
                        .orElseThrow(() -> e);
            } catch (ConcurrencyFailureException e) {
                if (tries >= TRIES) {
                    throw e;
                }
            }
        }
    }
}
