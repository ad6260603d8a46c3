package org.stackdeck.ui.servers.detail;

import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.ui.i18n.Messages;

/** Creates the page of a server, for the full-page view and for the detail pane. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
public class ServerDetailContentFactory {

    private final ServerDetailPartFactory parts;
    private final ServerDetailUpdates updates;
    private final ServerDetailLoader loader;

    ServerDetailContentFactory(ServerDetailPartFactory parts, ServerDetailUpdates updates, ServerDetailLoader loader) {
        this.parts = parts;
        this.updates = updates;
        this.loader = loader;
    }

    ServerDetailContent create(ServerKey key, Messages messages, ServerDetailContainer host) {
        return new ServerDetailContent(key, parts, updates, loader, messages, host);
    }
}
