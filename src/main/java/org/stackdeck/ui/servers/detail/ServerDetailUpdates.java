package org.stackdeck.ui.servers.detail;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import java.util.List;
import java.util.function.Consumer;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserName;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.inventory.PausableSubscription;
import org.stackdeck.inventory.VisibleServersUpdate;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.accessrequests.OwnAccessRequestUpdates;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.live.PresenceRegistration;
import org.stackdeck.ui.servers.live.PresenceRegistry;
import org.stackdeck.ui.servers.live.ServerRowUpdates;

/** Delivers changes of a server, of the viewer's permissions and of the other viewers to the page of the server. */
@Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class ServerDetailUpdates {

    private final Inventory inventory;
    private final ServerRowUpdates updates;
    private final ViewerPermissions viewerPermissions;
    private final OwnAccessRequestUpdates accessRequests;
    private final PresenceRegistry presenceRegistry;
    private final CurrentUser currentUser;
    private final UiPush uiPush;

    ServerDetailUpdates(
            Inventory inventory,
            ServerRowUpdates updates,
            ViewerPermissions viewerPermissions,
            OwnAccessRequestUpdates accessRequests,
            PresenceRegistry presenceRegistry,
            CurrentUser currentUser,
            UiPush uiPush) {
        this.inventory = inventory;
        this.updates = updates;
        this.viewerPermissions = viewerPermissions;
        this.accessRequests = accessRequests;
        this.presenceRegistry = presenceRegistry;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
    }

    /** Sets the current owners, protections and operations of the model, and returns the current servers. */
    VisibleServersUpdate load(ServerDetailModel model) {
        updates.recentOperations().forEach(model::applyOperation);
        model.setOwners(updates.owners());
        model.setProtections(updates.protections());
        return inventory.current(viewerPermissions.id());
    }

    /** Delivers changes to the page until it is detached. */
    void subscribe(AttachEvent event, ServerDetailContent page) {
        UI ui = event.getUI();
        updates.subscribe(
                ui, page, viewerPermissions::subject, page::onOwners, page::onProtections, page::onOperations);
        PausableSubscription subscription = inventory.subscribe(
                viewerPermissions.id(), page.server(), uiPush.latest(ui, page, page::onInventoryUpdate));
        UiPush.closeOnDetach(page, subscription);
        uiPush.onVisibilityChange(ui, page, subscription::pause, subscription::resume);
        uiPush.onChange(event, viewerPermissions::onChange, page::onPermissionsChanged);
        accessRequests.bindPending(event, page::onPendingRequests);
    }

    /** @param display receives the other viewers of the server, and an empty list when the registration ends */
    PresenceRegistration presence(ServerKey key, Consumer<List<UserName>> display) {
        return new PresenceRegistration(presenceRegistry, key, currentUser, uiPush, display);
    }
}
