package org.stackdeck.ui.launch;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.spring.annotation.UIScope;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.access.Permission;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.RerunPolicy;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.operations.OperationFollowUpAction;

/**
 * Opens the launch form with a copy of the server that the operation created, if the user can see the server. Opens the
 * form with the original request if the launch failed or was cancelled.
 */
@Component
@UIScope
class LaunchRerunAction implements OperationFollowUpAction {

    private final Inventory inventory;
    private final ViewerPermissions viewerPermissions;

    LaunchRerunAction(Inventory inventory, ViewerPermissions viewerPermissions) {
        this.inventory = inventory;
        this.viewerPermissions = viewerPermissions;
    }

    @Override
    public Optional<String> labelKey(Operation operation) {
        return RerunPolicy.of(operation) == RerunPolicy.LAUNCH
                        && (isSucceeded(operation) ? isServerVisible(operation) : hasParameters(operation))
                ? Optional.of("operation.again.launch")
                : Optional.empty();
    }

    private static boolean isSucceeded(Operation operation) {
        return operation.state() == Operation.State.SUCCEEDED;
    }

    private boolean isServerVisible(Operation operation) {
        return isLaunchAllowed(operation)
                && inventory
                        .find(operation.server())
                        .filter(server ->
                                viewerPermissions.effectivePermissions().isVisible(ServerAttributes.of(server)))
                        .isPresent();
    }

    /**
     * Returns whether the viewer might be permitted to see the request. The launch page decides, because the decision
     * depends on the content of the request.
     */
    private boolean hasParameters(Operation operation) {
        return isLaunchAllowed(operation)
                && (operation.userId().equals(viewerPermissions.id())
                        || viewerPermissions
                                .effectivePermissions()
                                .isAllowedForSomeNewServer(
                                        Permission.SERVER_VOLUMES, operation.cloud(), operation.project()));
    }

    private boolean isLaunchAllowed(Operation operation) {
        return viewerPermissions.effectivePermissions().mayCreateSomeServer(operation.cloud(), operation.project());
    }

    @Override
    public void run(Operation operation) {
        UI ui = UI.getCurrentOrThrow();
        if (isSucceeded(operation)) {
            LaunchRoutes.navigateToSimilar(ui, operation.server());
        } else {
            LaunchRoutes.navigateToRelaunch(ui, operation);
        }
    }
}
