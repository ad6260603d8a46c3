package org.stackdeck.ui.overview;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
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
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.LaunchRoutes;

/** Empty state for viewers who see no servers. Shows the reason and the next step. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class OverviewEmptyState extends Div {

    private final transient Clouds clouds;
    private final transient ViewerPermissions viewerPermissions;
    private final transient RequestAccessDialogs requester;
    private final Messages messages = Messages.current();
    private @Nullable Reason shown;

    private enum Reason {
        NO_CLOUD,
        NO_ACCESS,
        NOT_YET,
        LOADING,
        LAUNCH,
        NO_SERVERS
    }

    OverviewEmptyState(Clouds clouds, ViewerPermissions viewerPermissions, OwnAccessRequestUpdates accessRequests) {
        this.clouds = clouds;
        this.viewerPermissions = viewerPermissions;
        this.requester = accessRequests.requester(messages);
        addClassName("empty-box");
    }

    /** @param freshness freshness of the clouds in which the viewer has permissions */
    void update(Map<CloudName, Freshness> freshness) {
        EffectivePermissions permissions = viewerPermissions.effectivePermissions();
        Optional<Instant> start = permissions.nextStart();
        Reason reason = reason(permissions, freshness, start.isPresent());
        if (reason != shown) {
            shown = reason;
            removeAll();
            add(create(reason, start.orElse(Instant.EPOCH)));
        }
    }

    private Reason reason(EffectivePermissions permissions, Map<CloudName, Freshness> freshness, boolean startsLater) {
        if (clouds.names().isEmpty()) {
            return Reason.NO_CLOUD;
        }
        if (clouds.names().stream().noneMatch(permissions::coversCloud)) {
            return startsLater ? Reason.NOT_YET : Reason.NO_ACCESS;
        }
        if (freshness.isEmpty()
                || freshness.values().stream().anyMatch(each -> each.state() == Freshness.State.LOADING)) {
            return Reason.LOADING;
        }
        return clouds.names().stream().anyMatch(permissions::mayCreateSomeServer) ? Reason.LAUNCH : Reason.NO_SERVERS;
    }

    private Component create(Reason reason, Instant start) {
        return switch (reason) {
            case NO_CLOUD ->
                viewerPermissions.effectivePermissions().isAdministrator()
                        ? state(
                                "plug",
                                "servers.empty.no-cloud",
                                EmptyState.linkTo(FirstStepsView.PATH, messages.text("clouds.connect")))
                        : state("plug", "servers.empty.no-cloud");
            case NO_ACCESS -> state("shield", "servers.empty.no-grants", requestButton());
            case NOT_YET ->
                new EmptyState(
                        "clock",
                        messages.text("servers.empty.not-yet.title"),
                        messages.text("servers.empty.not-yet.text", start),
                        requestButton());
            case LOADING ->
                new EmptyState(
                        "cloud",
                        messages.text("servers.empty.loading.title"),
                        messages.text("servers.empty.loading.text", 0));
            case LAUNCH ->
                state(
                        "server",
                        "overview.empty.launch",
                        EmptyState.linkTo(LaunchRoutes.PATH, messages.text("launch.button")));
            case NO_SERVERS -> state("server", "overview.empty.no-servers", requestButton());
        };
    }

    private EmptyState state(String icon, String key, Component... next) {
        return new EmptyState(icon, messages.text(key + ".title"), messages.text(key + ".text"), next);
    }

    private Button requestButton() {
        Button button = new Button(messages.text("requests.ask"), _ -> requester.requestFreeForm());
        button.addThemeVariants(ButtonVariant.PRIMARY);
        return button;
    }
}
