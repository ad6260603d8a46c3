package org.stackdeck.ui.servers.views;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.platform.Subscription;
import org.stackdeck.ui.ViewerPermissions;

/** Parses views, and removes the parts that the user may not see. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class ServerViewParser {

    private final Clouds clouds;
    private final ViewerPermissions viewerPermissions;

    ServerViewParser(Clouds clouds, ViewerPermissions viewerPermissions) {
        this.clouds = clouds;
        this.viewerPermissions = viewerPermissions;
    }

    /** Registers a listener for changes to the parts that the user may see. */
    Subscription onChange(Runnable listener) {
        return viewerPermissions.onChange(listener);
    }

    OpenedView parse(AvailableSavedView view) {
        return OpenedView.of(
                view, restrict(ServerViewContent.fromJson(view.view().content())));
    }

    ServerViewContent restrict(ServerViewContent content) {
        return ServerViewRestriction.of(clouds.names(), clouds.projects(), viewerPermissions.effectivePermissions())
                .restrict(content);
    }
}
