package org.stackdeck.ui.overview;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.inventory.Freshness;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.accessrequests.OwnAccessRequestUpdates;
import org.stackdeck.ui.accessrequests.RequestAccessDialogs;
import org.stackdeck.ui.admin.clouds.FirstStepsView;
import org.stackdeck.ui.component.EmptyState;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.CurrentUserNoAccessStateFactory;
import org.stackdeck.ui.servers.ServersContentState;
import org.stackdeck.ui.servers.ServersEmptyStateFactory;

/** Empty state for viewers who see no servers. Shows the reason and the next step. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class OverviewEmptyState extends Div {

    private final transient Clouds clouds;
    private final transient ViewerPermissions viewerPermissions;
    private final transient OwnAccessRequestUpdates accessRequests;
    private final Messages messages = Messages.current();
    private final transient CurrentUserNoAccessStateFactory noAccess;
    private final transient ServersEmptyStateFactory emptyStates;
    private transient @Nullable Shown shown;

    /** @param mayLaunch whether the viewer is permitted to create servers */
    private record Shown(ServersContentState state, boolean mayLaunch) {}

    OverviewEmptyState(
            Clouds clouds, ViewerPermissions viewerPermissions, OwnAccessRequestUpdates accessRequests, Clock clock) {
        this.clouds = clouds;
        this.viewerPermissions = viewerPermissions;
        this.accessRequests = accessRequests;
        RequestAccessDialogs requester = accessRequests.requester(messages);
        noAccess = new CurrentUserNoAccessStateFactory(messages, requester.userName(), requester::requestFreeForm);
        emptyStates = new ServersEmptyStateFactory(
                messages, clock, noAccess, () -> false, () -> shown != null && shown.mayLaunch());
        addClassName("empty-box");
    }

    @Override
    protected void onAttach(AttachEvent event) {
        accessRequests.bindPending(event, requests -> {
            noAccess.setPendingRequests(requests);
            show();
        });
    }

    /** @param freshness freshness of the clouds in which the viewer has permissions */
    void update(Map<CloudName, Freshness> freshness) {
        EffectivePermissions permissions = viewerPermissions.effectivePermissions();
        Shown now = new Shown(
                ServersContentState.of(
                        clouds.names(),
                        freshness,
                        0,
                        0,
                        clouds.names().stream().anyMatch(permissions::coversCloud),
                        permissions.nextStart().orElse(null)),
                clouds.names().stream().anyMatch(permissions::mayCreateSomeServer));
        if (!now.equals(shown)) {
            shown = now;
            show();
        }
    }

    private void show() {
        removeAll();
        if (shown != null) {
            add(create(shown));
        }
    }

    private Component create(Shown now) {
        return switch (now.state()) {
            case ServersContentState.NoCloud _
            when viewerPermissions.effectivePermissions().isAdministrator() ->
                new EmptyState(
                        "plug",
                        messages.text("servers.empty.no-cloud.title"),
                        messages.text("servers.empty.no-cloud.connect"),
                        StyledElements.buttonLink(FirstStepsView.PATH, messages.text("clouds.connect")));
            default -> emptyStates.create(now.state(), () -> {});
        };
    }
}
