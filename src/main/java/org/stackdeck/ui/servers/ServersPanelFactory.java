package org.stackdeck.ui.servers;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.Permission;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.identity.Caller;
import org.stackdeck.keypairs.UserKeyPairService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.keypairs.OwnKeyPairs;
import org.stackdeck.ui.resources.ResourceUpdates;
import org.stackdeck.ui.servers.attached.AttachedColumnUpdates;
import org.stackdeck.ui.servers.columns.ServerGridLayoutChooser;
import org.stackdeck.ui.servers.columns.ServerGridLayoutStore;
import org.stackdeck.ui.servers.grid.ServerCellLinks;
import org.stackdeck.ui.servers.live.FreshnessBadgeFactory;
import org.stackdeck.ui.servers.live.StaleCloudBanner;
import org.stackdeck.ui.servers.search.ServerGridQuery;

/** Creates panels with the servers of the viewer or of another user. */
@Component
public class ServersPanelFactory {

    private final Clouds clouds;
    private final FreshnessBadgeFactory freshnessBadges;
    private final Clock clock;
    private final ServerGridLayoutStore layouts;
    private final ResourceUpdates resourceUpdates;
    private final UserKeyPairService userKeyPairService;
    private final CurrentUser currentUser;

    ServersPanelFactory(
            Clouds clouds,
            FreshnessBadgeFactory freshnessBadges,
            Clock clock,
            ServerGridLayoutStore layouts,
            ResourceUpdates resourceUpdates,
            UserKeyPairService userKeyPairService,
            CurrentUser currentUser) {
        this.clouds = clouds;
        this.freshnessBadges = freshnessBadges;
        this.clock = clock;
        this.layouts = layouts;
        this.resourceUpdates = resourceUpdates;
        this.userKeyPairService = userKeyPairService;
        this.currentUser = currentUser;
    }

    /**
     * @param effectivePermissions returns the current permissions of the user
     * @param queryListener receives each query that results from a change by the user
     */
    public ServersPanel create(
            String title,
            ServersPanel.Parts parts,
            Messages messages,
            Supplier<EffectivePermissions> effectivePermissions,
            Consumer<ServerGridQuery> queryListener) {
        ServerGridLayoutChooser serverGridLayoutChooser = new ServerGridLayoutChooser(
                parts.grid(),
                messages,
                new ServerGridLayoutChooser.Choices(
                        () -> effectivePermissions.get().includes(Permission.SERVER_READ_HOST),
                        parts.model()::hasSeveralClouds),
                layouts);
        ServerCellLinks links = parts.grid().links();
        Caller viewer = currentUser.caller();
        links.setOwnKeyPairs(new OwnKeyPairs(userKeyPairService, viewer, clock));
        ServersPanel panel = new ServersPanel(
                title,
                parts,
                new ServersPanel.Elements(
                        new ServersEmptyStateFactory(
                                messages,
                                clock,
                                parts.noAccess(),
                                () -> effectivePermissions.get().isAdministrator(),
                                () -> effectivePermissions.get().includes(Permission.SERVER_CREATE)),
                        freshnessBadges.create(messages),
                        new StaleCloudBanner(messages, clock),
                        serverGridLayoutChooser),
                messages,
                clouds,
                effectivePermissions,
                queryListener);
        panel.add(new AttachedColumnUpdates(links, viewer.userId(), resourceUpdates, parts.grid()::setAttached));
        return panel;
    }
}
