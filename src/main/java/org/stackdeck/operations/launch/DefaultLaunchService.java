package org.stackdeck.operations.launch;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Subject;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ComputeClient;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.launch.BootSource;
import org.stackdeck.cloud.launch.InvalidNewServerException;
import org.stackdeck.cloud.launch.InvalidNewServerException.Field;
import org.stackdeck.cloud.launch.InvalidNewServerException.Reason;
import org.stackdeck.cloud.launch.NewServer;
import org.stackdeck.cloud.launch.Nic;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.TooManyChangesException;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.IdempotentRequest;
import org.stackdeck.operations.LaunchService;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;
import org.stackdeck.operations.OperationService;
import org.stackdeck.operations.RelaunchParameters;
import org.stackdeck.operations.RerunPolicy;
import org.stackdeck.operations.availability.ActionRefusalRecorder;
import org.stackdeck.operations.launch.LaunchAuthorizer.LaunchPermissions;
import org.stackdeck.operations.lookup.CloudRequestRateLimiter;
import org.stackdeck.operations.state.NewLaunchOperation;
import org.stackdeck.operations.state.OperationParametersRepository;

/** Checks and records launches. Refusals are audited too. */
@Service
class DefaultLaunchService implements LaunchService {

    /**
     * Number of operations as which a new server counts in the rate limit. Its parameters, which contain up to 49 kB of
     * user data, are stored too.
     */
    private static final int OPERATIONS_PER_SERVER = 10;

    private final AccessDecisionService accessDecisionService;
    private final LaunchAuthorizer authorizer;
    private final Clouds clouds;
    private final CloudRequestRateLimiter limiter;
    private final OperationParametersRepository operationParametersRepository;
    private final OperationService operationService;
    private final AuditTrail audit;
    private final LaunchOperationCreator creator;

    DefaultLaunchService(
            AccessDecisionService accessDecisionService,
            LaunchAuthorizer authorizer,
            Clouds clouds,
            CloudRequestRateLimiter limiter,
            OperationParametersRepository operationParametersRepository,
            OperationService operationService,
            AuditTrail audit,
            LaunchOperationCreator creator) {
        this.accessDecisionService = accessDecisionService;
        this.authorizer = authorizer;
        this.clouds = clouds;
        this.limiter = limiter;
        this.operationParametersRepository = operationParametersRepository;
        this.operationService = operationService;
        this.audit = audit;
        this.creator = creator;
    }

    @Override
    public List<Project> projects(Caller caller) {
        EffectivePermissions may = accessDecisionService.permissions(caller.userId());
        return clouds.projects().stream()
                .filter(project -> may.mayCreateSomeServer(project.cloud(), project.id()))
                .filter(project -> clouds.compute(project.cloud(), project.id())
                        .filter(compute -> compute.canCreateIn(project.id()))
                        .isPresent())
                .sorted(Comparator.comparing(Project::cloud).thenComparing(Project::name))
                .toList();
    }

    @Override
    public SelectableResourceReader resources(Caller caller, CloudName cloud, ProjectId project) {
        loadPermissions(caller, cloud, project).findRefusal().ifPresent(refusal -> {
            throw new ActionRefusedException(refusal);
        });
        return clouds.requireResources(cloud, project);
    }

    @Override
    public void countRequest(Caller caller) {
        limiter.consumeList(caller.userId());
    }

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

    private LaunchPermissions permissions(Caller caller, CloudName cloud, ProjectId project) {
        return authorizer.permissions(accessDecisionService.subject(caller.userId()), cloud, project);
    }

    /** Loads the permissions from the database, and updates the cache that later checks use. */
    private LaunchPermissions loadPermissions(Caller caller, CloudName cloud, ProjectId project) {
        return authorizer.permissions(accessDecisionService.loadSubject(caller.userId()), cloud, project);
    }

    @Override
    public List<Operation> launch(
            Caller caller,
            CloudName cloud,
            ProjectId project,
            NewServer server,
            int count,
            @Nullable IdempotentRequest idempotentRequest) {
        Optional<List<Operation>> before = creator.findAccepted(caller, idempotentRequest);
        if (before.isPresent()) {
            return before.get();
        }
        List<NewServer> wanted = expand(server, count);
        requireAllowed(caller, cloud, project, wanted);
        requireCanCreateIn(cloud, project);
        NewServerResolver.ResolvedServer resolvedServer;
        try {
            resolvedServer = resolve(caller, cloud, project, server, wanted);
        } catch (InvalidNewServerException | CloudException e) {
            // A concurrent request with the same key may have used the volume or the ports.
            return creator.findAccepted(caller, idempotentRequest).orElseThrow(() -> e);
        }
        ActionAvailability deletion = loadPermissions(caller, cloud, project)
                .checkDeletedVolume(resolvedServer.server(), resolvedServer.volumeName());
        if (!deletion.isAvailable()) {
            throw auditedRefusal(caller, cloud, project, wanted.getFirst().name(), deletion);
        }
        List<NewLaunchOperation> newLaunchOperations = wanted.stream()
                .map(newServer -> creator.newOperation(caller, cloud, project, newServer.name(), resolvedServer))
                .toList();
        return accept(caller, newLaunchOperations, idempotentRequest);
    }

    private void requireAllowed(Caller caller, CloudName cloud, ProjectId project, List<NewServer> wanted) {
        LaunchPermissions permissions = loadPermissions(caller, cloud, project);
        for (NewServer newServer : wanted) {
            ActionAvailability actionAvailability = permissions.check(newServer);
            if (!actionAvailability.isAvailable()) {
                throw auditedRefusal(caller, cloud, project, newServer.name(), actionAvailability);
            }
        }
    }

    /**
     * Resolves the names in the request. Checks the permissions again afterward, because a user whose permission ended
     * during the request must receive neither its result nor its error.
     */
    private NewServerResolver.ResolvedServer resolve(
            Caller caller, CloudName cloud, ProjectId project, NewServer server, List<NewServer> wanted) {
        NewServerResolver.ResolvedServer resolved;
        try {
            resolved = limiter.callCountingFailures(
                    caller.userId(),
                    () -> new NewServerResolver(
                                    clouds.requireResources(cloud, project),
                                    images -> filterImages(loadPermissions(caller, cloud, project), wanted, images))
                            .resolve(server));
        } catch (InvalidNewServerException | CloudException e) {
            requireAllowed(caller, cloud, project, wanted);
            throw e;
        }
        requireAllowed(caller, cloud, project, wanted);
        return resolved;
    }

    @Override
    public Optional<List<Operation>> findAccepted(Caller caller, @Nullable IdempotentRequest idempotentRequest) {
        return creator.findAccepted(caller, idempotentRequest);
    }

    @Override
    public Optional<RelaunchParameters> findFailed(Caller caller, OperationId id) {
        return operationService
                .find(caller, id)
                .filter(operation -> RerunPolicy.of(operation) == RerunPolicy.LAUNCH
                        && operation.state() != Operation.State.SUCCEEDED)
                .flatMap(operation -> operationParametersRepository
                        .findFailedLaunch(id)
                        .filter(document -> mayReadParameters(
                                caller, operation, document.server().server()))
                        .map(document -> new RelaunchParameters(
                                operation.cloud(),
                                operation.project(),
                                document.server().server(),
                                document.leftOut())));
    }

    private boolean mayReadParameters(Caller caller, Operation launch, NewServer server) {
        LaunchPermissions permissions = permissions(caller, launch.cloud(), launch.project());
        return launch.userId().equals(caller.userId())
                ? permissions.findRefusal().isEmpty()
                : permissions.mayReadParameters(server);
    }

    private static List<NewServer> expand(NewServer server, int count) {
        if (count < 1) {
            throw new InvalidNewServerException(Field.COUNT, Reason.MALFORMED);
        }
        boolean single = server.source() instanceof BootSource.VolumeSource
                || server.nics().stream().anyMatch(Nic.PortNic.class::isInstance);
        if (count > MAX_COUNT || (single && count > 1)) {
            throw new InvalidNewServerException(Field.COUNT, Reason.TOO_MANY);
        }
        if (count == 1) {
            return List.of(server);
        }
        List<NewServer> each = new ArrayList<>();
        for (int number = 1; number <= count; number++) {
            each.add(server.withName(server.name() + "-" + number));
        }
        return each;
    }

    private static List<AvailableImage> filterImages(
            LaunchPermissions permissions, List<NewServer> wanted, List<AvailableImage> images) {
        List<AvailableImage> usable = images;
        for (NewServer newServer : wanted) {
            usable = permissions.filterImages(newServer, usable);
        }
        return usable;
    }

    private ActionRefusedException auditedRefusal(
            Caller caller, CloudName cloud, ProjectId project, String name, ActionAvailability actionAvailability) {
        audit.recordRefusal(caller.auditEntry(
                "server." + ServerAction.CREATE.code(),
                "server",
                null,
                name,
                AuditEntry.Result.REFUSED,
                AuditDetail.of("cloud", cloud)
                        .with("project", project)
                        .with(ActionRefusalRecorder.describe(actionAvailability))));
        return new ActionRefusedException(actionAvailability);
    }

    private void requireCanCreateIn(CloudName cloud, ProjectId project) {
        ComputeClient compute = clouds.requireCompute(cloud, project);
        if (!compute.canCreateIn(project)) {
            throw new CloudException(
                    CloudException.Category.FORBIDDEN,
                    "Stackdeck's credential has no role in this project and cannot create servers there");
        }
    }

    private List<Operation> accept(
            Caller caller,
            List<NewLaunchOperation> newLaunchOperations,
            @Nullable IdempotentRequest idempotentRequest) {
        try {
            limiter.consumeOperations(caller.userId(), OPERATIONS_PER_SERVER * newLaunchOperations.size());
            return creator.accept(caller, newLaunchOperations, idempotentRequest);
        } catch (TooManyChangesException e) {
            return creator.findAccepted(caller, idempotentRequest).orElseThrow(() -> e);
        } catch (ActionRefusedException e) {
            Operation first = newLaunchOperations.getFirst().operation();
            // A concurrent request with the same key may have taken the last waiting slots.
            return creator.findAccepted(caller, idempotentRequest)
                    .orElseThrow(() -> auditedRefusal(
                            caller, first.cloud(), first.project(), first.targetName(), e.availability()));
        }
    }
}
