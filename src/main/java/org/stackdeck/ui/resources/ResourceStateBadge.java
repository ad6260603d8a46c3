package org.stackdeck.ui.resources;

import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;
import org.stackdeck.cloud.resource.CloudResource;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StateStyle;
import org.stackdeck.ui.i18n.Messages;

/** Badge next to the name of a resource, with an icon and the status. Empty for resources without a status. */
final class ResourceStateBadge extends Span {

    private final Messages messages;
    private @Nullable String shown;

    ResourceStateBadge(Messages messages) {
        this.messages = messages;
        // The live region exists from the start, so that screen readers announce later changes.
        getElement().setAttribute("role", "status");
    }

    /** @param resource null if the resource does not exist */
    void update(@Nullable CloudResource resource) {
        String status = resource == null ? "" : resource.status();
        if (status.equals(shown)) {
            return;
        }
        shown = status;
        removeAll();
        setClassName("");
        if (resource != null && !status.isEmpty()) {
            StateStyle style = ResourceStateStyles.style(resource);
            setClassName("pill " + style.tone());
            add(
                    new SpriteIcon(style.icon(), "s s-" + style.tone()),
                    new Span(ResourceValueFormatter.status(resource, messages)));
        }
    }
}
