package org.stackdeck.operations;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Subject;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.launch.InvalidNewServerException;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.cloud.launch.InvalidNewServerException.Reason;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.availability.ImageUseAuthorizer;
import org.stackdeck.operations.launch.LaunchAuthorizer;
import org.stackdeck.operations.launch.NewServerResolver;
import org.stackdeck.platform.Subscription;

/**
 * Accepts launches in memory, with the permission checks of the real implementation. Resolves names in the fake clouds.
 */
public class FakeLaunchService implements LaunchService {

    private final LaunchAuthorizer authorizer;
    private final AccessDecisionService accessDecisionService;
    private final Clouds clouds;
    private final Clock clock;
    private final List<NewServer> launched = new ArrayList<>();
    private final Map<OperationId, RelaunchParameters> failed = new LinkedHashMap<>();
    private final Map<IdempotentRequest, List<Operation>> idempotentRequests = new LinkedHashMap<>();

    public FakeLaunchService(
            AccessDecisionService accessDecisionService, Inventory inventory, Clouds clouds, Clock clock) {
        this.authorizer =
                new LaunchAuthorizer(accessDecisionService, new ImageUseAuthorizer(inventory), new NoProtections());
        this.accessDecisionService = accessDecisionService;
        this.clouds = clouds;
        this.clock = clock;
    }

    /**
     * Returns the accepted launch requests, with names resolved to IDs, oldest first. A launch of several servers is
     * one request.
     */
    public synchronized List<NewServer> launched() {
        return List.copyOf(launched);
    }

    /** Returns the requests with idempotency keys, oldest first. */
    public synchronized List<IdempotentRequest> idempotentRequests() {
        return List.copyOf(idempotentRequests.keySet());
    }

    public synchronized void clear() {
        launched.clear();
        idempotentRequests.clear();
        failed.clear();
    }

    @Override
    public List<Project> projects(Caller caller) {
        return clouds.projects().stream()
                .filter(project -> accessDecisionService
                        .permissions(caller.userId())
                        .mayCreateSomeServer(project.cloud(), project.id()))
                .toList();
    }

    @Override
    public SelectableResourceReader resources(Caller caller, CloudName cloud, ProjectId project) {
        permissions(caller, cloud, project).findRefusal().ifPresent(actionAvailability -> {
            throw new ActionRefusedException(actionAvailability);
        });
        return clouds.resources(cloud, project).orElseThrow();
    }

    @Override
    public void countRequest(Caller caller) {}

    @Override
    public List<AvailableImage> filterImages(
            Caller caller, CloudName cloud, ProjectId project, List<AvailableImage> images) {
        return permissions(caller, cloud, project).filterImages(images);
    }

    @Override
    public boolean canBootFromVolumes(Caller caller, CloudName cloud, ProjectId project) {
        return permissions(caller, cloud, project).canBootFromVolumes();
    }

    @Override
    public ActionAvailability checkAvailability(Subject subject, CloudName cloud, ProjectId project, NewServer server) {
        return authorizer.permissions(subject, cloud, project).check(server);
    }

    @Override
    public synchronized List<Operation> launch(
            Caller caller,
            CloudName cloud,
            ProjectId project,
            NewServer server,
            int count,
            @Nullable IdempotentRequest key) {
        Optional<List<Operation>> before = findAccepted(caller, key);
        if (before.isPresent()) {
            return before.get();
        }
        ActionAvailability actionAvailability =
                permissions(caller, cloud, project).check(server);
        if (!actionAvailability.isAvailable()) {
            throw new ActionRefusedException(actionAvailability);
        }
        if (count < 1 || count > MAX_COUNT) {
            throw new InvalidNewServerException(Field.COUNT, Reason.TOO_MANY);
        }
        NewServer found = new NewServerResolver(
                        clouds.resources(cloud, project).orElseThrow(),
                        images -> permissions(caller, cloud, project).filterImages(server, images))
                .resolve(server)
                .server();
        launched.add(found);
        List<Operation> accepted = IntStream.rangeClosed(1, count)
                .mapToObj(number -> operation(
                        caller, cloud, project, count == 1 ? server.name() : server.name() + "-" + number, found))
                .toList();
        if (key != null) {
            idempotentRequests.put(key, accepted);
        }
        return accepted;
    }

    private LaunchAuthorizer.LaunchPermissions permissions(Caller caller, CloudName cloud, ProjectId project) {
        return authorizer.permissions(accessDecisionService.subject(caller.userId()), cloud, project);
    }

    /** Adds a failed launch. Users who may launch servers in its project can find it. */
    public synchronized void fail(OperationId id, RelaunchParameters parameters) {
        failed.put(id, parameters);
    }

    @Override
    public synchronized Optional<RelaunchParameters> findFailed(Caller caller, OperationId id) {
        return Optional.ofNullable(failed.get(id))
                .filter(parameters -> permissions(caller, parameters.cloud(), parameters.project())
                        .findRefusal()
                        .isEmpty());
    }

    /** Finds the operations of a request by any caller, because all callers share the keys. */
    @Override
    public synchronized Optional<List<Operation>> findAccepted(Caller caller, @Nullable IdempotentRequest key) {
        if (key == null) {
            return Optional.empty();
        }
        if (idempotentRequests.keySet().stream()
                .anyMatch(known -> known.key().equals(key.key()) && !known.equals(key))) {
            throw new IdempotencyKeyReusedException();
        }
        return Optional.ofNullable(idempotentRequests.get(key));
    }

    private Operation operation(Caller caller, CloudName cloud, ProjectId project, String name, NewServer server) {
        OperationId id = new OperationId(UUID.randomUUID());
        return new Operation(
                id,
                new ServerKey(cloud, new ServerId(Operation.placeholderId(id))),
                name,
                project,
                ActionRequest.of(ServerAction.CREATE).with(ActionParameter.FLAVOR, server.flavor()),
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

    private static final class NoProtections implements DeletionProtectionCache {

        @Override
        public DeletionProtectionMap current() {
            return DeletionProtectionMap.NONE;
        }

        @Override
        public Subscription subscribe(Consumer<DeletionProtectionMap> receiver) {
            return () -> {};
        }
    }
}
