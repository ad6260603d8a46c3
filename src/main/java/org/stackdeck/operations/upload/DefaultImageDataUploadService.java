package org.stackdeck.operations.upload;

import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ResourceAttributes;
import org.stackdeck.access.Subject;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.Project;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ResourceAction;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.ResourceClient;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKey;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.session.LoginSession;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.inventory.resource.ResourceInventory;
import org.stackdeck.operations.ActionAvailability;
import org.stackdeck.operations.ImageDataUploadService;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.availability.ActionRefusalRecorder;
import org.stackdeck.operations.lookup.CloudRequestRateLimiter;
import org.stackdeck.operations.state.OperationExecutionData;
import org.stackdeck.operations.state.OperationFailureFactory;
import org.stackdeck.operations.state.OperationRepository;

/**
 * Uploads the data of images. Checks permissions and the image's state with current data before it reads the data, and
 * the permissions again during the upload.
 */
@Service
class DefaultImageDataUploadService implements ImageDataUploadService {

    /** Assumed maximum difference between the clocks of the cloud and of Stackdeck. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

    /**
     * Interval at which the image is read during an upload. Without these reads, the inventory would update the name
     * and tags of the image only while pages are open. Grants can select images by name and tags.
     */
    private static final Duration READ_INTERVAL = Duration.ofSeconds(10);

    private static final String ACTION = "image.upload";

    private final ResourceInventory resourceInventory;
    private final AccessDecisionService accessDecisionService;
    private final OperationRepository operationRepository;
    private final ActionRefusalRecorder refusals;
    private final CloudRequestRateLimiter limiter;
    private final LoginSessionService loginSessionService;
    private final Clouds clouds;
    private final AuditTrail trail;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final long maxSize;
    private final ActiveUploadLimiter activeUploads = new ActiveUploadLimiter();

    DefaultImageDataUploadService(
            ResourceInventory resourceInventory,
            AccessDecisionService accessDecisionService,
            OperationRepository operationRepository,
            ActionRefusalRecorder refusals,
            CloudRequestRateLimiter limiter,
            LoginSessionService loginSessionService,
            Clouds clouds,
            AuditTrail trail,
            PlatformTransactionManager transactions,
            Clock clock,
            ImageUploadProperties imageUploadProperties) {
        this.resourceInventory = resourceInventory;
        this.accessDecisionService = accessDecisionService;
        this.operationRepository = operationRepository;
        this.refusals = refusals;
        this.limiter = limiter;
        this.loginSessionService = loginSessionService;
        this.clouds = clouds;
        this.trail = trail;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
        this.maxSize = imageUploadProperties.maxUpload().toBytes();
    }

    @Override
    public boolean isAvailable(UserId user, CloudResource image) {
        return isWaitingForData(image)
                && checkAvailability(user, image.key(), image).isAvailable();
    }

    @Override
    public long maxSize() {
        return maxSize;
    }

    @Override
    public void upload(Caller caller, ResourceKey key, InputStream data, long length) {
        if (length < 1 || length > maxSize) {
            throw new IllegalArgumentException(length + " bytes");
        }
        CloudResource known = resourceInventory.findKnown(key).orElse(null);
        Project project = requireAvailable(caller, key, known);
        limiter.consumeOperations(caller.userId(), 1);
        activeUploads.begin(caller.userId());
        try {
            ResourceClient client = clouds.requireResourceClient(key.cloud(), project.id());
            CloudResource current = find(caller, client, key).orElse(null);
            if (current == null || !requireAvailable(caller, key, current).equals(project)) {
                throw refusals.refuse(caller, key, null, ACTION, new ActionAvailability.Invisible());
            }
            send(caller, client, current, project, data, length);
        } finally {
            activeUploads.end(caller.userId());
        }
    }

    /** Returns the project of the image. Refuses the upload if the caller may not upload the data now. */
    private Project requireAvailable(Caller caller, ResourceKey key, @Nullable CloudResource image) {
        ActionAvailability availability = checkAvailability(caller.userId(), key, image);
        Project project = image == null ? null : image.project();
        if (project == null || !availability.isAvailable()) {
            throw refusals.refuse(caller, key, image == null ? null : image.name(), ACTION, availability);
        }
        return project;
    }

    private ActionAvailability checkAvailability(UserId user, ResourceKey key, @Nullable CloudResource image) {
        ActionAvailability granted = checkPermission(user, key, image);
        if (image == null || !granted.isAvailable()) {
            return granted;
        }
        if (!isWaitingForData(image)) {
            return new ActionAvailability.WrongResourceStatus(image.status());
        }
        return operationRepository
                .findActiveCreations(
                        ResourceAction.CREATE_IMAGE,
                        image.key(),
                        Objects.requireNonNull(image.project()).id())
                .stream()
                .filter(creation -> copiesVolumeTo(creation, image))
                .findFirst()
                .<ActionAvailability>map(creation -> new ActionAvailability.Busy(creation.operation()))
                .orElse(granted);
    }

    /**
     * Returns whether the operation copies a volume to the image. Cinder creates the image before it responds with the
     * image's ID. Until then, any new image with the requested name may be the copy.
     */
    private static boolean copiesVolumeTo(OperationExecutionData stored, CloudResource image) {
        Operation creation = stored.operation();
        ActionRequest request = creation.actionRequest();
        return request.value(ActionParameter.VOLUME).isPresent()
                && (creation.hasTarget()
                        || (creation.dispatchedAt() != null
                                && request.value(ActionParameter.NAME)
                                        .filter(image.name()::equals)
                                        .isPresent()
                                && image.values().get("createdAt") instanceof Instant created
                                && !created.isBefore(creation.dispatchedAt().minus(CLOCK_TOLERANCE))));
    }

    /**
     * Requires the permission to create images for an image that the user has created with Stackdeck, and otherwise the
     * permission to update the image.
     */
    private ActionAvailability checkPermission(UserId user, ResourceKey key, @Nullable CloudResource image) {
        Subject subject = accessDecisionService.loadSubject(user);
        Permission permission =
                operationRepository.hasCreated(key, user) ? Permission.IMAGE_CREATE : Permission.IMAGE_UPDATE;
        Project project = image == null ? null : image.project();
        if (image == null || project == null) {
            return new ActionAvailability.Invisible();
        }
        return ActionAvailability.of(
                accessDecisionService.decide(subject, permission, ResourceAttributes.of(image, project.id())));
    }

    /**
     * Returns whether a user can upload the data. Nova itself uploads the data of an image that it creates from a
     * server.
     */
    private static boolean isWaitingForData(CloudResource image) {
        return image.status().equals("queued")
                && !Boolean.TRUE.equals(image.values().get(CloudResource.SERVER_DATA));
    }

    private Optional<CloudResource> find(Caller caller, ResourceClient client, ResourceKey key) {
        return limiter.callCountingFailures(caller.userId(), () -> client.find(ResourceKind.IMAGE, key.id()));
    }

    private void send(
            Caller caller, ResourceClient client, CloudResource image, Project project, InputStream data, long length) {
        AuditDetail detail = AuditDetail.of("cloud", image.cloud()).with("bytes", length);
        record(caller, image, AuditEntry.Result.ACCEPTED, detail);
        UploadedImage uploaded = new UploadedImage(client, image.key());
        AuthorizedInputStream authorized =
                new AuthorizedInputStream(data, length, () -> isStillPermitted(caller, uploaded), clock);
        AuditEntry.Result result = AuditEntry.Result.FAILED;
        AuditDetail outcome = AuditDetail.EMPTY.withError("cloud-error", null);
        try {
            Optional<String> requestId = client.uploadImage(project.id(), image.id(), authorized, length);
            result = AuditEntry.Result.SUCCESS;
            outcome = AuditDetail.EMPTY.with("request", requestId.orElse(null));
        } catch (CloudException e) {
            Operation.Failure reason = OperationFailureFactory.fromCloudError(e);
            outcome = authorized.isRevoked()
                    ? AuditDetail.ofReason("not-granted")
                    : AuditDetail.EMPTY.withError(reason.code(), reason.message());
            throw e;
        } finally {
            try {
                record(caller, image, result, detail.with(outcome));
            } finally {
                refresh(client, image.key());
            }
        }
    }

    /**
     * Returns whether the session, the permission and the image still exist. The upload counts as activity in the
     * session.
     */
    private boolean isStillPermitted(Caller caller, UploadedImage image) {
        if (caller.session() != null) {
            LoginSession session = loginSessionService.find(caller.session()).orElse(null);
            if (session == null) {
                return false;
            }
            loginSessionService.recordActivity(session);
        }
        // Grants that select images by name or tags apply to the current attributes.
        return image.current()
                .filter(current ->
                        checkPermission(caller.userId(), current.key(), current).isAvailable())
                .isPresent();
    }

    private void record(Caller caller, CloudResource image, AuditEntry.Result result, AuditDetail detail) {
        transaction.executeWithoutResult(_ -> trail.record(
                caller.auditEntry(ACTION, image.key().objectType(), image.id(), image.name(), result, detail)));
    }

    /** Updates the image in the inventory, so that pages show the new state before the next poll. */
    private void refresh(ResourceClient client, ResourceKey key) {
        try {
            resourceInventory.replace(
                    key, client.find(ResourceKind.IMAGE, key.id()).orElse(null));
        } catch (CloudException e) {
            // The next poll updates the inventory.
        }
    }

    /** The image whose data is uploaded. Not thread-safe. */
    private final class UploadedImage {

        private final ResourceClient client;
        private final ResourceKey key;
        private Instant readAt = clock.instant();

        UploadedImage(ResourceClient client, ResourceKey key) {
            this.client = client;
            this.key = key;
        }

        /**
         * Returns the image as it was at most {@link #READ_INTERVAL} ago, or its last known state if the cloud does not
         * respond.
         */
        Optional<CloudResource> current() {
            Instant now = clock.instant();
            if (now.isAfter(readAt.plus(READ_INTERVAL))) {
                readAt = now;
                refresh(client, key);
            }
            return resourceInventory.findKnown(key);
        }
    }
}
