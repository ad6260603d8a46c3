package org.stackdeck.ui.overview;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.access.Grant;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.access.GrantFormatter;
import org.stackdeck.ui.access.grants.GrantsView;
import org.stackdeck.ui.accessrequests.MyAccessRequestsView;
import org.stackdeck.ui.accessrequests.OwnAccessRequestUpdates;
import org.stackdeck.ui.accessrequests.OwnPendingAccessRequests;
import org.stackdeck.ui.accessrequests.ReviewAccessRequestsView;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Message;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/**
 * Lists items that need the attention of the viewer: failures, ending grants and, for administrators, pending
 * decisions; for other viewers, their own pending access requests.
 */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class AttentionCard extends OverviewCard {

    private final transient AdministratorAttentionCounter administratorAttentionCounter;
    private final transient OwnAccessRequestUpdates ownRequestUpdates;
    private final transient ViewerPermissions viewerPermissions;
    private final transient CurrentUser currentUser;
    private final transient GrantFormatter grantFormatter;
    private final Clock clock;
    private final UnorderedList list = new UnorderedList();
    private final Paragraph emptyText;
    private transient List<AttentionItem> failures = List.of();
    private transient AdministratorAttentionCounter.Counts counts = AdministratorAttentionCounter.Counts.NONE;
    private int openRequests;
    private transient OwnPendingAccessRequests ownRequests = OwnPendingAccessRequests.NONE;
    private transient List<AttentionItem> shown = List.of();

    AttentionCard(
            AdministratorAttentionCounter administratorAttentionCounter,
            OwnAccessRequestUpdates ownRequestUpdates,
            ViewerPermissions viewerPermissions,
            CurrentUser currentUser,
            Clouds clouds,
            Inventory inventory,
            Clock clock) {
        super(Messages.current(), "attention");
        this.administratorAttentionCounter = administratorAttentionCounter;
        this.ownRequestUpdates = ownRequestUpdates;
        this.viewerPermissions = viewerPermissions;
        this.currentUser = currentUser;
        this.grantFormatter = new GrantFormatter(messages, clouds, inventory);
        this.clock = clock;
        emptyText = StyledElements.paragraph("muted", messages.text("overview.attention.none"));
        list.addClassName("overview-list");
        add(emptyText, list);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        if (viewerPermissions.effectivePermissions().isAdministrator()) {
            administratorAttentionCounter.bind(
                    event,
                    currentUser.caller(),
                    newest -> {
                        counts = newest;
                        refresh();
                    },
                    requests -> {
                        openRequests = requests;
                        refresh();
                    });
        } else {
            ownRequestUpdates.bindPending(event, newest -> {
                ownRequests = newest;
                refresh();
            });
        }
    }

    /**
     * @param servers all visible servers
     * @param operations visible operations, newest first
     */
    void update(Collection<Server> servers, List<Operation> operations) {
        failures = Stream.concat(
                        AttentionItem.ofServers(servers), AttentionItem.ofOperations(operations, clock.instant()))
                .toList();
        refresh();
    }

    private void refresh() {
        List<AttentionItem> items = Stream.of(failures.stream(), waiting(), ownGrants())
                .flatMap(part -> part)
                .toList();
        if (items.equals(shown)) {
            return;
        }
        shown = items;
        emptyText.setVisible(items.isEmpty());
        list.removeAll();
        items.forEach(item -> list.add(line(item)));
    }

    private Stream<AttentionItem> waiting() {
        return Stream.of(
                        AttentionItem.ofCount(
                                "user", "overview.attention.accounts", counts.pendingAccounts(), ServerRoutes.USERS),
                        AttentionItem.ofCount(
                                "inbox", "overview.attention.requests", openRequests, ReviewAccessRequestsView.PATH),
                        AttentionItem.ofCount(
                                "shield", "overview.attention.grants", counts.endingGrants(), GrantsView.PATH),
                        AttentionItem.ofCount(
                                "inbox",
                                "overview.attention.own-requests",
                                ownRequests.requests().size(),
                                MyAccessRequestsView.PATH))
                .flatMap(part -> part);
    }

    private Stream<AttentionItem> ownGrants() {
        Instant now = clock.instant();
        return EndingGrants.of(viewerPermissions.subject().grants(), now).stream()
                .map(grant -> new AttentionItem(
                        "clock",
                        Message.of("overview.attention.own-grant", scope(grant)),
                        MyAccessRequestsView.PATH,
                        Message.of("overview.attention.ends", EndingGrants.end(grant))));
    }

    private String scope(Grant grant) {
        return grantFormatter.role(grant.role()) + " · " + grantFormatter.projects(grant.terms());
    }

    private ListItem line(AttentionItem item) {
        Div text = new Div(OverviewLinks.link(item.path(), messages.text(item.text()), "n"));
        Optional.ofNullable(item.detail())
                .map(messages::text)
                .ifPresent(detail -> text.add(StyledElements.paragraph("muted", detail)));
        return new ListItem(new SpriteIcon(item.icon()), text);
    }
}
