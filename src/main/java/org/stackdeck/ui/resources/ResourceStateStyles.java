package org.stackdeck.ui.resources;

import java.util.Locale;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.ui.ViewLogic;
import org.stackdeck.ui.component.StateStyle;

/**
 * Determines the style of the status of a resource. Emphasizes resources in use, but not resources that are only
 * available.
 */
@ViewLogic
public final class ResourceStateStyles {

    private static final StateStyle UNKNOWN = new StateStyle("unknown", "s-unknown");

    private ResourceStateStyles() {}

    public static StateStyle style(CloudResource resource) {
        if (resource.isInTransition()) {
            return new StateStyle("moving", "s-moving");
        }
        String status = resource.status().toLowerCase(Locale.ROOT);
        return switch (status) {
            case "active", "in-use", "accepted" -> new StateStyle("running", "s-done");
            case "available", "pending" -> new StateStyle("rest", "s-done");
            case "down", "deactivated", "maintenance", "reserved", "awaiting-transfer", "unavailable", "rejected" ->
                new StateStyle("off", "s-off");
            case "killed" -> new StateStyle("error", "s-error");
            default -> status.startsWith("error") ? new StateStyle("error", "s-error") : UNKNOWN;
        };
    }
}
