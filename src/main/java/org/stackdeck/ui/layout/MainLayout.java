package org.stackdeck.ui.layout;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.applayout.AppLayout;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.AfterNavigationEvent;
import com.vaadin.flow.router.AfterNavigationObserver;
import jakarta.annotation.security.PermitAll;
import org.jspecify.annotations.Nullable;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.identity.User;
import org.stackdeck.ui.DisplayPreferenceService;
import org.stackdeck.ui.PermissionsChangedEvent;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.commands.CommandPalette;
import org.stackdeck.ui.commands.CommandSearch;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.launch.LaunchRoutes;
import org.stackdeck.ui.operations.OperationsFooterBar;
import org.stackdeck.ui.push.UiPush;
import org.stackdeck.ui.servers.navigation.ServerPageAddress;

/** Main layout of the application pages: header, navigation, banners, content, and the footer with operations. */
@PermitAll
@JsModule("context://frontend/js/time.js")
@JsModule("context://frontend/js/copy.js")
@JsModule("context://frontend/js/keys.js")
@JsModule("context://frontend/js/connection.js")
public class MainLayout extends AppLayout implements AfterNavigationObserver {

    private static final String ADDRESS = "event.detail";

    private final transient ViewerPermissions viewerPermissions;
    private final transient DisplayPreferenceService displayPreferenceService;
    private final transient UiPush uiPush;
    private final Messages messages = Messages.current();
    private final ApplicationHeader header;
    private final Navigation navigation;
    private final transient LayoutBanners banners;
    private final Div content = StyledElements.div("content");
    private final transient CommandSearch commandSearch;
    private @Nullable KeyboardShortcutsDialog keyboardShortcutsDialog;
    private @Nullable CommandPalette commandPalette;
    /** Path of the displayed page; empty before the first navigation. */
    private String displayedPath = "";

    MainLayout(
            ApplicationHeader header,
            Navigation navigation,
            LayoutBanners banners,
            OperationsFooterBar operations,
            ViewerPermissions viewerPermissions,
            CommandSearch commandSearch,
            DisplayPreferenceService displayPreferenceService,
            UiPush uiPush) {
        this.header = header;
        this.navigation = navigation;
        this.banners = banners;
        this.viewerPermissions = viewerPermissions;
        this.commandSearch = commandSearch;
        this.displayPreferenceService = displayPreferenceService;
        this.uiPush = uiPush;
        setPrimarySection(Section.NAVBAR);
        addToNavbar(header);
        addToDrawer(navigation);
        Div page = StyledElements.div(
                "page", banners.notices(), banners.lowSpace(), banners.firstSteps(), content, operations);
        setContent(page);
        getElement().addEventListener("sd-help", _ -> showHelp());
        getElement().addEventListener("sd-create", _ -> UI.getCurrentOrThrow().navigate(LaunchRoutes.PATH));
        getElement()
                .addEventListener(
                        "sd-commands",
                        event -> showCommands(event.getEventData().get(ADDRESS).asString()))
                .addEventData(ADDRESS);
    }

    /**
     * Opens the dialog with the keyboard shortcuts. Creates the dialog at the first use, because most users do not open
     * it.
     */
    private void showHelp() {
        if (keyboardShortcutsDialog == null) {
            keyboardShortcutsDialog = new KeyboardShortcutsDialog(messages);
        }
        keyboardShortcutsDialog.open();
    }

    /** @param address path and query of the current page */
    private void showCommands(String address) {
        if (commandPalette == null) {
            commandPalette = new CommandPalette(commandSearch, messages);
        }
        commandPalette.open(
                navigation.pageCommands(), ServerPageAddress.fromUrl(address).map(ServerPageAddress::server));
    }

    /**
     * Shows the scope of the page in the header.
     *
     * @param cloud name of the cloud; null for all clouds
     * @param project ID of the project; null for all projects
     */
    public void showScope(@Nullable String cloud, @Nullable String project) {
        header.showScope(cloud, project);
    }

    /** Updates the number of visible servers in the navigation. */
    public void updateServerCount(int servers) {
        navigation.updateServerCount(servers);
    }

    /** Updates the user menu after the user has changed the display name. */
    public void updateUser(User renamed) {
        header.updateUser(renamed);
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
        header.setLocation(event.getLocation());
        String path = event.getLocation().getPath();
        if (!displayedPath.isEmpty() && !displayedPath.equals(path)) {
            getElement().executeJs("window.stackdeckFocusHeading?.()");
        }
        displayedPath = path;
        banners.firstSteps().update(path);
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        ClientScriptMessages.sendTo(event.getUI(), messages);
        updateForPermissions();
        UI ui = event.getUI();
        DisplayPreferenceService.applySingleKeyShortcuts(ui, displayPreferenceService.areSingleKeyShortcutsEnabled());
        uiPush.onChange(event, viewerPermissions::onChange, () -> {
            updateForPermissions();
            PermissionsChangedEvent.fire(ui);
        });
        uiPush.wakeOnChange(event, viewerPermissions::onChange);
    }

    private void updateForPermissions() {
        EffectivePermissions effectivePermissions = viewerPermissions.effectivePermissions();
        navigation.update(effectivePermissions);
        banners.lowSpace().update(effectivePermissions);
        header.update(effectivePermissions);
        if (commandPalette != null) {
            commandPalette.refreshPermissions(navigation.pageCommands());
        }
    }
}
