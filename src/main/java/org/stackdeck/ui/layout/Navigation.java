package org.stackdeck.ui.layout;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.sidenav.SideNav;
import com.vaadin.flow.component.sidenav.SideNavItem;
import java.text.NumberFormat;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.accessrequests.AccessRequestService;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.cloud.resource.ResourceKind;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.access.grants.GrantsView;
import org.stackdeck.ui.access.groups.GroupsView;
import org.stackdeck.ui.access.invitations.InvitationsView;
import org.stackdeck.ui.access.roles.RolesView;
import org.stackdeck.ui.accessrequests.AccessRequestChangeNotifier;
import org.stackdeck.ui.accessrequests.MyAccessRequestsView;
import org.stackdeck.ui.accessrequests.ReviewAccessRequestsView;
import org.stackdeck.ui.commands.Command;
import org.stackdeck.ui.commands.Command.Effect;
import org.stackdeck.ui.component.InnerHtmlBuilder;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.help.AboutView;
import org.stackdeck.ui.help.HelpRoutes;
import org.stackdeck.ui.i18n.BadgeCountFormatter;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.keypairs.KeyPairsView;
import org.stackdeck.ui.launch.LaunchButton;
import org.stackdeck.ui.launch.LaunchRoutes;
import org.stackdeck.ui.overview.OverviewView;
import org.stackdeck.ui.projects.ProjectRoutes;
import org.stackdeck.ui.resources.ResourceRoutes;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/** Navigation menu of the main layout. Only administrators see the administration section. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class Navigation extends Div {

    private final transient Inventory inventory;
    private final transient Clouds clouds;
    private final transient ViewerPermissions viewerPermissions;
    private final transient AccessRequestService accessRequestService;
    private final transient AccessRequestChangeNotifier requestNotifier;
    private final transient CurrentUser currentUser;
    private final Messages messages = Messages.current();
    private final Map<SideNavItem, String> icons = new LinkedHashMap<>();
    private final Span serverCount = StyledElements.span("n");
    private final NumberFormat numbers = NumberFormat.getIntegerInstance(messages.locale());
    private @Nullable SideNav administration;
    private final Span pendingRequestCount = new Span();
    private final Span unreadDecisionCount = new Span();
    private final SideNavItem ownRequests;
    private final SideNavItem projects;
    private final SideNav resources = new SideNav();
    private final SideNavItem keyPairs;
    private final Map<ResourceKind, SideNavItem> byKind = new EnumMap<>(ResourceKind.class);

    Navigation(
            Inventory inventory,
            Clouds clouds,
            ViewerPermissions viewerPermissions,
            AccessRequestService accessRequestService,
            AccessRequestChangeNotifier requestNotifier,
            CurrentUser currentUser) {
        this.inventory = inventory;
        this.clouds = clouds;
        this.viewerPermissions = viewerPermissions;
        this.accessRequestService = accessRequestService;
        this.requestNotifier = requestNotifier;
        this.currentUser = currentUser;
        addClassName("nav");
        SideNav main = new SideNav();
        main.getElement().setAttribute("aria-label", messages.text("app.nav.main"));
        SideNavItem overview = item(messages.text("overview.title"), OverviewView.PATH, "overview");
        SideNavItem servers = item(messages.text("servers.title"), ServerRoutes.PATH, "server");
        servers.setMatchNested(true);
        servers.setSuffixComponent(serverCount);
        ownRequests = item(messages.text("requests.own.title"), MyAccessRequestsView.PATH, "inbox");
        ownRequests.setSuffixComponent(unreadDecisionCount);
        projects = item(messages.text("projects.title"), ProjectRoutes.PATH, "gauge");
        projects.setMatchNested(true);
        main.addItem(
                overview,
                servers,
                item(messages.text("operation.title"), "operations", "pulse"),
                projects,
                ownRequests);
        add(main);
        resources.getElement().setAttribute("aria-label", messages.text("resources.title"));
        resources.setLabel(messages.text("resources.title"));
        for (ResourceKind kind : ResourceRoutes.navigationKinds()) {
            SideNavItem item = item(
                    messages.text("resources." + kind.code() + ".title"), ResourceRoutes.listPath(kind), icon(kind));
            item.setMatchNested(true);
            byKind.put(kind, item);
            resources.addItem(item);
        }
        keyPairs = item(messages.text("keypairs.title"), KeyPairsView.PATH, "key");
        resources.addItem(keyPairs);
        add(resources);
        add(footer(messages));
    }

    @Override
    protected void onAttach(AttachEvent event) {
        Caller caller = currentUser.caller();
        requestNotifier.bind(
                event,
                user -> user.equals(caller.userId())
                        || viewerPermissions.effectivePermissions().isAdministrator(),
                () -> accessRequestService.counts(caller),
                this::updateRequestCounts);
    }

    /** Shows only the items that the user may use. The projects page requires access to at least one whole project. */
    void update(EffectivePermissions effectivePermissions) {
        setAdministrationVisible(effectivePermissions.isAdministrator());
        projects.setVisible(clouds.projects().stream()
                .anyMatch(project -> effectivePermissions.coversWholeProject(project.cloud(), project.id())));
        byKind.forEach((kind, item) -> item.setVisible(effectivePermissions.coversKind(kind)));
        // Like flavors, key pairs are useful only to users who launch servers.
        keyPairs.setVisible(effectivePermissions.coversKind(ResourceKind.FLAVOR));
        resources.setVisible(byKind.values().stream().anyMatch(SideNavItem::isVisible));
        updateServerCount((int) inventory.snapshot().servers().values().stream()
                .filter(server -> effectivePermissions.isVisible(ServerAttributes.of(server)))
                .count());
    }

    private void setAdministrationVisible(boolean administrator) {
        if (administrator && administration == null) {
            administration = administration();
            addComponentAtIndex(2, administration);
        } else if (!administrator && administration != null) {
            remove(administration);
            icons.keySet().removeAll(administration.getItems());
            administration = null;
        }
        ownRequests.setVisible(!administrator);
    }

    private SideNav administration() {
        SideNav navigation = new SideNav(messages.text("app.nav.administration"));
        SideNavItem review = item(messages.text("requests.title"), ReviewAccessRequestsView.PATH, "inbox");
        pendingRequestCount.removeFromParent();
        review.setSuffixComponent(pendingRequestCount);
        navigation.addItem(
                users(messages),
                item(messages.text("invitations.title"), InvitationsView.PATH, "mail"),
                item(messages.text("groups.title"), GroupsView.PATH, "users"),
                item(messages.text("grants.title"), GrantsView.PATH, "shield"),
                review,
                item(messages.text("roles.title"), RolesView.PATH, "role"),
                item(messages.text("admin.clouds.title"), "admin/clouds", "cloud"),
                item(messages.text("admin.audit.title"), "admin/audit", "audit"),
                item(messages.text("admin.settings.title"), "admin/settings", "settings"));
        return navigation;
    }

    private void updateRequestCounts(AccessRequestService.RequestCounts requestCounts) {
        updateCount(pendingRequestCount, requestCounts.open());
        updateCount(unreadDecisionCount, requestCounts.unseenDecisions());
    }

    private void updateCount(Span badge, int count) {
        badge.setText(BadgeCountFormatter.text(count, messages.locale()));
        badge.setVisible(count > 0);
        badge.setClassName("badge", true);
    }

    void updateServerCount(int servers) {
        String text = numbers.format(servers);
        if (!serverCount.getText().equals(text)) {
            serverCount.setText(text);
        }
    }

    /** Returns the item of the users page. The item is also active on the pages that show the servers of a user. */
    private SideNavItem users(Messages messages) {
        SideNavItem users = item(messages.text("admin.users.title"), "admin/users", "user");
        users.setMatchNested(true);
        return users;
    }

    private static String icon(ResourceKind kind) {
        return switch (kind) {
            case IMAGE, IMAGE_MEMBER -> "image";
            case VOLUME, VOLUME_SNAPSHOT, VOLUME_BACKUP, VOLUME_TYPE -> "disk";
            case NETWORK, SUBNET, PORT -> "plug";
            case ROUTER -> "router";
            case FLOATING_IP -> "pin";
            case SECURITY_GROUP, ADDRESS_GROUP -> "firewall";
            case SERVER_GROUP -> "layers";
            case FLAVOR, AVAILABILITY_ZONE -> "cpu";
        };
    }

    private SideNavItem item(String label, String path, String icon) {
        SideNavItem item = new SideNavItem(label, path, new SpriteIcon(icon));
        icons.put(item, icon);
        return item;
    }

    /**
     * Returns commands that open the visible pages of the navigation, and the launch, account, help and about pages.
     * Omits the launch page if the user may not launch servers.
     */
    List<Command> pageCommands() {
        return Stream.of(
                        icons.entrySet().stream()
                                .filter(entry -> entry.getKey().isVisible()
                                        && entry.getKey().isAttached())
                                .map(entry -> pageCommand(
                                        entry.getKey().getPath(),
                                        entry.getValue(),
                                        entry.getKey().getLabel())),
                        Stream.of(LaunchRoutes.PATH)
                                .filter(_ -> LaunchButton.isOffered(clouds, viewerPermissions.effectivePermissions()))
                                .map(path -> pageCommand(path, "plus", messages.text("launch.button"))),
                        Stream.of(
                                pageCommand(UserMenu.ACCOUNT, "user", messages.text("account.title")),
                                pageCommand(HelpRoutes.PATH, "help", messages.text("help.title")),
                                pageCommand(AboutView.PATH, "info", messages.text("about.title"))))
                .flatMap(commands -> commands)
                .toList();
    }

    private static Command pageCommand(String path, String icon, String label) {
        return new Command(
                path,
                icon,
                label,
                "",
                new Effect.Run(() -> UI.getCurrentOrThrow().navigate(path)));
    }

    private static Div footer(Messages messages) {
        NativeButton shortcuts = new NativeButton();
        shortcuts.getElement().setAttribute("type", "button");
        shortcuts.getElement().setAttribute("data-help", "");
        new InnerHtmlBuilder()
                .text(messages.text("app.help.title"))
                .text("?", "kbd")
                .applyTo(shortcuts);
        return StyledElements.div("foot", shortcuts);
    }
}
