package org.stackdeck.api.resources;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Permission;
import org.stackdeck.api.error.ActionParameterErrorMapper;
import org.stackdeck.api.error.ActionRefusalMapper;
import org.stackdeck.api.error.ProblemException;
import org.stackdeck.api.error.ResourceIdProblemFactory;
import org.stackdeck.api.projects.ProjectResolver;
import org.stackdeck.cloud.ActionTarget;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.InvalidActionParameterException;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.NewResourceTarget;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.inventory.resource.VisibleResources;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ActionRefusedException;
import org.stackdeck.operations.IdempotentRequest;
import org.stackdeck.operations.ImageDataUploadService;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationService;
import org.stackdeck.operations.RerunPolicy;

/** Finds visible resources by their ID, submits actions on them, and maps refusals to problems. */
@Component
public class ResourceRequestHandler {

    /** Accepts UUIDs with and without hyphens, and other IDs of the services. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9:-]{1,128}");

    static final String UNKNOWN = "unknown-resource";

    private final ResourceInventory resourceInventory;
    private final OperationService operationService;
    private final ImageDataUploadService imageDataUploadService;
    private final Clouds clouds;
    private final ProjectResolver projects;

    ResourceRequestHandler(
            ResourceInventory resourceInventory,
            OperationService operationService,
            ImageDataUploadService imageDataUploadService,
            Clouds clouds,
            ProjectResolver projects) {
        this.projects = projects;
        this.clouds = clouds;
        this.resourceInventory = resourceInventory;
        this.operationService = operationService;
        this.imageDataUploadService = imageDataUploadService;
    }

    /** Returns the kind with this code. Throws a {@link ProblemException} with status 404 if the code is unknown. */
    public static ResourceKind kind(String code) {
        return ResourceKind.fromCode(code).orElseThrow(() -> ProblemException.notFound("http-404"));
    }

    CloudResource find(Caller caller, ResourceKind kind, String id, @Nullable String cloud) {
        VisibleResources visible = resourceInventory.load(kind, caller.userId());
        return findIn(visible, id, cloud).orElseThrow(() -> notFound(visible, cloud));
    }

    private static Optional<CloudResource> findIn(VisibleResources visible, String id, @Nullable String cloud) {
        List<CloudResource> found = visible.resources().stream()
                .filter(resource -> resource.id().equals(id))
                .filter(resource -> cloud == null || resource.cloud().value().equals(cloud))
                .toList();
        if (found.size() > 1) {
            throw ResourceIdProblemFactory.ambiguous(found.stream().map(CloudResource::cloud), "ambiguous-resource");
        }
        return found.stream().findFirst();
    }

    private static ProblemException notFound(VisibleResources visible, @Nullable String cloud) {
        return ResourceIdProblemFactory.notFound(visible.freshness(), cloud, UNKNOWN);
    }

    /**
     * Submits an action. The refusal for a resource that the caller cannot see takes as long as the refusal for a
     * nonexistent one. Both refusals are audited.
     *
     * @param idempotentRequest null for a request without an idempotency key. With a key, an operation that was already
     *     accepted is returned, even if its resource no longer exists
     * @throws ProblemException if the action is refused
     */
    public Operation submit(
            Caller caller,
            ResourceKind kind,
            String id,
            @Nullable String cloud,
            ActionRequest actionRequest,
            @Nullable IdempotentRequest idempotentRequest) {
        Optional<Operation> before = operationService.findAccepted(caller, idempotentRequest);
        if (before.isPresent()) {
            return before.get();
        }
        return perform(
                caller, kind, id, cloud, actionRequest, key -> submit(caller, key, actionRequest, idempotentRequest));
    }

    /**
     * Performs a task for a resource, even for one that the caller cannot see, so that the refusal is audited.
     *
     * @param request the action that a refusal names
     * @throws ProblemException if the task is refused
     */
    <T> T perform(
            Caller caller,
            ResourceKind kind,
            String id,
            @Nullable String cloud,
            ActionRequest request,
            Function<ResourceKey, T> task) {
        VisibleResources visible = resourceInventory.load(kind, caller.userId());
        ResourceKey key = findIn(visible, id, cloud)
                .map(CloudResource::key)
                .or(() -> invisibleKey(kind, id, cloud))
                .orElseThrow(() -> notFound(visible, cloud));
        try {
            return task.apply(key);
        } catch (ActionRefusedException e) {
            throw toProblem(e.availability(), key, visible, cloud, request);
        }
    }

    /** Returns the maximum size of an image's data in bytes. */
    long maxUploadSize() {
        return imageDataUploadService.maxSize();
    }

    /**
     * Uploads the data of an image. An image that the caller cannot see is refused like a nonexistent one.
     *
     * @throws ProblemException if the upload is refused
     */
    void upload(Caller caller, String id, @Nullable String cloud, InputStream data, long length) {
        perform(caller, ResourceKind.IMAGE, id, cloud, ActionRequest.of(ResourceAction.CREATE_IMAGE), key -> {
            imageDataUploadService.upload(caller, key, data, length);
            return key;
        });
    }

    /**
     * Submits the creation of a resource.
     *
     * @param idempotentRequest null for a request without an idempotency key
     * @throws ProblemException if the creation is refused
     */
    Operation create(
            Caller caller,
            ResourceKind kind,
            NewResourceRequest request,
            @Nullable IdempotentRequest idempotentRequest) {
        ActionRequest actionRequest = request.toActionRequest(kind);
        Optional<Operation> before = operationService.findAccepted(caller, idempotentRequest);
        return before.isPresent()
                ? before.get()
                : create(
                        caller,
                        kind,
                        projects.find(caller, request.project(), request.cloud()),
                        actionRequest,
                        idempotentRequest);
    }

    /** Repeats a creation in the same project. */
    public Operation repeat(Caller caller, Operation creation, @Nullable IdempotentRequest idempotentRequest) {
        Optional<Operation> before = operationService.findAccepted(caller, idempotentRequest);
        return before.isPresent()
                ? before.get()
                : create(
                        caller,
                        ((ResourceKey) creation.target()).kind(),
                        projects.find(
                                caller,
                                creation.project().value(),
                                creation.cloud().value()),
                        RerunPolicy.requestFor(creation),
                        idempotentRequest);
    }

    private Operation create(
            Caller caller,
            ResourceKind kind,
            Project project,
            ActionRequest actionRequest,
            @Nullable IdempotentRequest idempotentRequest) {
        try {
            return submit(
                    caller,
                    new NewResourceTarget(project.cloud(), project.id(), kind),
                    actionRequest,
                    idempotentRequest);
        } catch (ActionRefusedException e) {
            throw ActionRefusalMapper.toProblem(e.availability(), project);
        }
    }

    private Operation submit(
            Caller caller,
            ActionTarget target,
            ActionRequest actionRequest,
            @Nullable IdempotentRequest idempotentRequest) {
        try {
            return operationService
                    .submit(caller, target, actionRequest, idempotentRequest)
                    .operation();
        } catch (InvalidActionParameterException e) {
            throw ActionParameterErrorMapper.toProblem(e, actionRequest);
        }
    }

    /**
     * Returns the problem for a refusal. If the resource is visible because another project publishes it, the problem
     * reports a missing permission.
     */
    private static ProblemException toProblem(
            ActionAvailability availability,
            ResourceKey key,
            VisibleResources visible,
            @Nullable String cloud,
            ActionRequest actionRequest) {
        if (!(availability instanceof ActionAvailability.Invisible)) {
            return ActionRefusalMapper.toProblem(availability, key);
        }
        return findIn(visible, key.id(), key.cloud().value()).isPresent()
                ? ActionRefusalMapper.toProblem(
                        new ActionAvailability.NotGranted(Permission.requiredFor(actionRequest.action())), key)
                : notFound(visible, cloud);
    }

    /**
     * Returns the key that the refusal of an invisible resource names; empty if no resource can have this ID. Considers
     * all clouds, because the caller may have no access to any of them.
     */
    private Optional<ResourceKey> invisibleKey(ResourceKind kind, String id, @Nullable String cloud) {
        return ID.matcher(id).matches()
                ? clouds.names().stream()
                        .filter(known -> cloud == null || known.value().equals(cloud))
                        .findFirst()
                        .map(known -> new ResourceKey(known, kind, id))
                : Optional.empty();
    }
}
