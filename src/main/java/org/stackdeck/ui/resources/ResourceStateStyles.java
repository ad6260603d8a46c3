package org.stackdeck.ui.resources;

import java.util.Locale;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.cloud.resource.ResourceKind;
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
        return style(resource.kind(), resource.status());
    }

    /** @param state status of a resource of the kind, in upper or lower case */
    public static StateStyle style(ResourceKind kind, String state) {
        String status = state.toLowerCase(Locale.ROOT);
        if (kind.isTransitional(status) || kind.isTransitional(status.toUpperCase(Locale.ROOT))) {
            return new StateStyle("moving", "s-moving");
        }
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
