package org.stackdeck.operations.execution;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.action.ActionParameter;
import org.stackdeck.cloud.action.ChangeObstacle;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.client.SelectableResourceReader;
import org.stackdeck.cloud.resource.AvailableImage;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.Operation.Failure;
import org.stackdeck.operations.availability.ImageUseAuthorizer;
import org.stackdeck.operations.availability.SelfEscalationGuard;
import org.stackdeck.operations.protection.DeletionProtectionRepository;
import org.stackdeck.operations.state.OperationFailureFactory;

/**
 * Checks whether an action on an existing server is still allowed, immediately before it is sent. The grants, the
 * protection, and the name, tags and metadata of the server may have changed since the operation was accepted.
 */
@Component
class ServerDispatchCheck {

    private final DeletionProtectionRepository protections;
    private final AccessDecisionService accessDecisionService;
    private final ImageUseAuthorizer imageUseAuthorizer;
    private final Clouds clouds;

    ServerDispatchCheck(
            DeletionProtectionRepository protections,
            AccessDecisionService accessDecisionService,
            ImageUseAuthorizer imageUseAuthorizer,
            Clouds clouds) {
        this.protections = protections;
        this.accessDecisionService = accessDecisionService;
        this.imageUseAuthorizer = imageUseAuthorizer;
        this.clouds = clouds;
    }

    /**
     * Returns the reason why the action must not be sent: the server or the port to detach is protected, the image is
     * unavailable, or {@link #isPermitted} returns false. Otherwise returns empty.
     *
     * @param source the server from which a floating IP moves; empty for other actions
     * @param image loads the image to which the action refers
     */
    Optional<Failure> findRefusal(
            Operation operation, Server server, Optional<Server> source, Supplier<Optional<AvailableImage>> image) {
        // Load the image first, because loading can take a long time, and the permissions must be current.
        boolean unavailable = namesImage(operation) && image.get().isEmpty();
        return findProtection(operation)
                .or(() -> unavailable ? Optional.of(OperationFailureFactory.BOOT_SOURCE_UNAVAILABLE) : Optional.empty())
                .or(() -> isPermitted(operation, server, source, image)
                        ? Optional.empty()
                        : Optional.of(
                                source.isPresent() && isPermitted(operation, server, Optional.empty(), image)
                                        ? OperationFailureFactory.SOURCE_UNAVAILABLE
                                        : OperationFailureFactory.REVOKED));
    }

    /**
     * Returns whether the user has the permission for each server, would not gain a permission, and may use the image
     * to which the action refers.
     */
    boolean isPermitted(
            Operation operation, Server server, Optional<Server> source, Supplier<Optional<AvailableImage>> image) {
        EffectivePermissions permissions =
                accessDecisionService.permissions(accessDecisionService.loadSubject(operation.userId()));
        return Stream.concat(Stream.of(server), source.stream())
                        .allMatch(changed -> permissions
                                .decide(Permission.requiredFor(operation.action()), ServerAttributes.of(changed))
                                .isAllowed())
                && SelfEscalationGuard.findGain(permissions, server, operation.actionRequest())
                        .isEmpty()
                && (!namesImage(operation) || isImageAllowed(server, permissions, image));
    }

    private boolean isImageAllowed(
            Server server, EffectivePermissions permissions, Supplier<Optional<AvailableImage>> image) {
        return image.get()
                .filter(one -> imageUseAuthorizer.isAllowed(
                        permissions, ImageUseAuthorizer.mayUseVolumes(permissions, server), server.cloud(), one))
                .isPresent();
    }

    private static boolean namesImage(Operation operation) {
        return operation.actionRequest().value(ActionParameter.IMAGE).isPresent();
    }

    /** Loads the image to which the action refers; empty if the project cannot use it. */
    Optional<AvailableImage> loadImage(Operation operation) {
        return loadResources(operation).findImage(operation.actionRequest().requiredValue(ActionParameter.IMAGE));
    }

    SelectableResourceReader loadResources(Operation operation) {
        return clouds.requireResources(operation.cloud(), operation.project());
    }

    private Optional<Failure> findProtection(Operation operation) {
        if (protections
                .findProtectedPort(operation.server(), operation.actionRequest())
                .isPresent()) {
            return Optional.of(OperationFailureFactory.obstructed(ChangeObstacle.PORT_PROTECTED));
        }
        return operation.action().isDestructive()
                ? protections.findProtection(operation.server()).map(OperationFailureFactory::deletionProtected)
                : Optional.empty();
    }
}
