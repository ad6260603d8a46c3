package org.stackdeck.ui.layout;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import com.vaadin.flow.router.RouterLink;
import com.vaadin.flow.spring.security.AuthenticationContext;
import jakarta.annotation.security.PermitAll;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.AccessDecisionService;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.access.ServerAttributes;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.notice.SecurityNoticeService;
import org.stackdeck.inventory.Inventory;
import org.stackdeck.platform.DataDirectorySpaceMonitor;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.DisplayPreferences;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.accessrequests.AccessRequestNotifications;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.InnerHtmlBuilder;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationsFeed;
import org.stackdeck.ui.operations.OperationsFooterBar;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.navigation.ScopeMenu;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/** Main layout of all pages: header, navigation, content and operations panel. */
@PermitAll
@JsModule("context://frontend/js/time.js")
@JsModule("context://frontend/js/copy.js")
@JsModule("context://frontend/js/keys.js")
@JsModule("context://frontend/js/connection.js")
public class MainLayout extends AppLayout implements AfterNavigationObserver {

    private final transient Inventory inventory;
    private final transient Clouds clouds;
    private final transient AccessDecisionService accessDecisionService;
    private final transient ViewerPermissions viewerPermissions;
    private final transient AccessRequestNotifications requests;
    private final transient Caller caller;
    private final transient UiPush uiPush;
    private final transient AuthenticationContext authentication;
    private final Messages messages = Messages.current();
    private final Navigation navigation = new Navigation(messages);
    private final ScopeMenu scope = new ScopeMenu(messages);
    private final Div content = new Div();
    private final transient DataDirectorySpaceMonitor monitor;
    private final LowDiskSpaceBanner lowSpace;
    private UserMenu userMenu;
    private @Nullable KeyboardShortcutsDialog keyboardShortcutsDialog;

    MainLayout(
            CurrentUser currentUser,
            SecurityNoticeService securityNoticeService,
            ViewerPermissions viewerPermissions,
            Clouds clouds,
            Inventory inventory,
            AccessDecisionService accessDecisionService,
            OperationsFeed operations,
            AccessRequestNotifications requests,
            UiPush uiPush,
            DisplayPreferences preferences,
            AuthenticationContext authentication,
            DataDirectorySpaceMonitor monitor,
            Clock clock) {
        this.inventory = inventory;
        this.clouds = clouds;
        this.accessDecisionService = accessDecisionService;
        this.viewerPermissions = viewerPermissions;
        this.requests = requests;
        this.caller = currentUser.caller();
        this.uiPush = uiPush;
        this.authentication = authentication;
        this.monitor = monitor;
        this.lowSpace = new LowDiskSpaceBanner(monitor.directory().toString(), messages);
        this.userMenu = new UserMenu(messages, currentUser.user(), authentication);
        setPrimarySection(Section.NAVBAR);
        addToNavbar(header(preferences));
        addToDrawer(navigation);
        content.addClassName("content");
        Div page = new Div(
                new SecurityNoticeBanner(securityNoticeService.countUnseen(currentUser.caller()), messages),
                lowSpace,
                content,
                new OperationsFooterBar(operations, messages, clock));
        page.addClassName("page");
        setContent(page);
        getElement().addEventListener("sd-help", _ -> showHelp());
    }

    /** Creates the dialog on first use, because most pages never open it. */
    private void showHelp() {
        if (keyboardShortcutsDialog == null) {
            keyboardShortcutsDialog = new KeyboardShortcutsDialog(messages);
        }
        keyboardShortcutsDialog.open();
    }

    /** Updates the number of visible servers in the navigation. */
    public void updateServerCount(int servers) {
        navigation.updateServerCount(servers);
    }

    /** Updates the user menu after the user has changed their display name. */
    public void updateUser(User renamed) {
        UserMenu other = new UserMenu(messages, renamed, authentication);
        userMenu.getElement().getParent().appendChild(other.getElement());
        userMenu.removeFromParent();
        userMenu = other;
    }

    @Override
    public void showRouterLayoutContent(@Nullable HasElement view) {
        content.getElement().removeAllChildren();
        if (view != null) {
            content.getElement().appendChild(view.getElement());
        }
    }

    @Override
    public void removeRouterLayoutContent(@Nullable HasElement view) {
        content.getElement().removeAllChildren();
    }

    @Override
    public void afterNavigation(AfterNavigationEvent event) {
        scope.setLocation(event.getLocation());
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        ClientScriptMessages.sendTo(event.getUI(), messages);
        updateForPermissions();
        uiPush.onChange(event, viewerPermissions::onChange, this::updateForPermissions);
        requests.bind(
                event,
                caller,
                () -> viewerPermissions.rights().isAdministrator(),
                messages,
                navigation::updateRequestCounts);
    }

    private void updateForPermissions() {
        EffectivePermissions effectivePermissions = accessDecisionService.permissions(viewerPermissions.subject());
        navigation.setAdministrationVisible(effectivePermissions.isAdministrator());
        lowSpace.setVisible(effectivePermissions.isAdministrator() && monitor.isLow());
        navigation.setProjectsVisible(clouds.projects().stream()
                .anyMatch(project -> effectivePermissions.coversWholeProject(project.cloud(), project.id())));
        scope.update(clouds, effectivePermissions);
        updateServerCount((int) inventory.snapshot().servers().values().stream()
                .filter(server -> effectivePermissions.isVisible(ServerAttributes.of(server)))
                .count());
    }

    private Header header(DisplayPreferences preferences) {
        DrawerToggle drawer = new DrawerToggle();
        drawer.setAriaLabel(messages.text("app.menu"));
        drawer.setIcon(new Icon("menu"));
        drawer.addThemeVariants(ButtonVariant.TERTIARY);
        RouterLink brand = new RouterLink();
        brand.getElement().setAttribute("href", ServerRoutes.PATH);
        brand.addClassName("brand");
        new InnerHtmlBuilder()
                .icon("mark", "mark")
                .text(messages.text("app.name"))
                .applyTo(brand);
        Span space = new Span();
        space.addClassName("grow");
        Header header = new Header(drawer, brand, scope);
        header.addClassName("header");
        if (clouds.names().stream().anyMatch(clouds::isSimulated)) {
            Span simulated = new Span(messages.text("app.simulated"));
            simulated.addClassName("simulated");
            simulated.setTitle(messages.text("app.simulated.why"));
            header.add(simulated);
        }
        header.add(space, new LanguageSwitch(messages, preferences), new ThemeSwitch(messages, preferences));
        header.add(userMenu);
        return header;
    }
}
