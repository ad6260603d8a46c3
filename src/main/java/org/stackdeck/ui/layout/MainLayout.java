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
import org.stackdeck.ui.PermissionsChangedEvent;
import org.stackdeck.ui.ViewerPermissions;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.operations.OperationsFooterBar;
import org.stackdeck.ui.push.UiPush;

/** Main layout of the application pages: header, navigation, banners, content and the footer with operations. */
@PermitAll
@JsModule("context://frontend/js/time.js")
@JsModule("context://frontend/js/copy.js")
@JsModule("context://frontend/js/keys.js")
@JsModule("context://frontend/js/connection.js")
public class MainLayout extends AppLayout implements AfterNavigationObserver {

    private final transient ViewerPermissions viewerPermissions;
    private final transient UiPush uiPush;
    private final Messages messages = Messages.current();
    private final ApplicationHeader header;
    private final Navigation navigation;
    private final LowDiskSpaceBanner lowSpace;
    private final Div content = new Div();
    private @Nullable KeyboardShortcutsDialog keyboardShortcutsDialog;

    MainLayout(
            ApplicationHeader header,
            Navigation navigation,
            UnseenSecurityNoticeBanner notices,
            LowDiskSpaceBanner lowSpace,
            OperationsFooterBar operations,
            ViewerPermissions viewerPermissions,
            UiPush uiPush) {
        this.header = header;
        this.navigation = navigation;
        this.lowSpace = lowSpace;
        this.viewerPermissions = viewerPermissions;
        this.uiPush = uiPush;
        setPrimarySection(Section.NAVBAR);
        addToNavbar(header);
        addToDrawer(navigation);
        content.addClassName("content");
        Div page = new Div(notices, lowSpace, content, operations);
        page.addClassName("page");
        setContent(page);
        getElement().addEventListener("sd-help", _ -> showHelp());
    }

    /** Opens the dialog with the keyboard shortcuts. Creates it on first use, because most pages never open it. */
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
    }

    @Override
    protected void onAttach(AttachEvent event) {
        super.onAttach(event);
        ClientScriptMessages.sendTo(event.getUI(), messages);
        updateForPermissions();
        UI ui = event.getUI();
        uiPush.onChange(event, viewerPermissions::onChange, () -> {
            updateForPermissions();
            PermissionsChangedEvent.fire(ui);
        });
        uiPush.wakeOnChange(event, viewerPermissions::onChange);
    }

    private void updateForPermissions() {
        EffectivePermissions effectivePermissions = viewerPermissions.rights();
        navigation.update(effectivePermissions);
        lowSpace.update(effectivePermissions);
        header.update(effectivePermissions);
    }
}
