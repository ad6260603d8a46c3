package org.stackdeck.ui.layout;

import com.vaadin.flow.component.applayout.DrawerToggle;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Header;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.RouterLink;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.access.EffectivePermissions;
import org.stackdeck.cloud.client.Clouds;
import org.stackdeck.identity.User;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.DisplayPreferenceService;
import org.stackdeck.ui.component.InnerHtmlBuilder;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.notices.NoticeBell;
import org.stackdeck.ui.servers.navigation.ScopeMenu;
import org.stackdeck.ui.servers.navigation.ServerRoutes;

/**
 * Header of the application pages: product name, scope menu, command palette, language, theme, notices and user menu.
 */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class ApplicationHeader extends Header {

    private final transient Clouds clouds;
    private final Messages messages = Messages.current();
    private final ScopeMenu scope = new ScopeMenu(messages);
    private UserMenu userMenu;

    ApplicationHeader(
            Clouds clouds, CurrentUser currentUser, DisplayPreferenceService preferences, NoticeBell noticeBell) {
        this.clouds = clouds;
        this.userMenu = new UserMenu(messages, currentUser.user());
        DrawerToggle drawer = new DrawerToggle();
        drawer.setAriaLabel(messages.text("app.menu"));
        drawer.setIcon(new SpriteIcon("menu"));
        drawer.addThemeVariants(ButtonVariant.TERTIARY);
        RouterLink brand = new RouterLink();
        brand.getElement().setAttribute("href", ServerRoutes.PATH);
        brand.addClassName("brand");
        new InnerHtmlBuilder()
                .icon("mark", "mark")
                .text(messages.text("app.name"))
                .applyTo(brand);
        Span space = StyledElements.span("grow");
        addClassName("header");
        add(drawer, brand, scope);
        if (clouds.names().stream().anyMatch(clouds::isSimulated)) {
            Span simulated = StyledElements.span("simulated", messages.text("app.simulated"));
            simulated.setTitle(messages.text("app.simulated.why"));
            add(simulated);
        }
        add(
                space,
                commandsButton(),
                new LanguageSwitch(messages, preferences),
                new ThemeSwitch(messages, preferences),
                noticeBell,
                userMenu);
    }

    /** Creates the button that opens the command palette ({@code keys.js}). */
    private NativeButton commandsButton() {
        NativeButton button = new NativeButton();
        button.getElement().setAttribute("type", "button");
        button.getElement().setAttribute("data-commands", "");
        button.addClassNames("input", "commands-button");
        button.setAriaLabel(messages.text("commands.placeholder"));
        new InnerHtmlBuilder()
                .icon("search")
                .text(messages.text("commands.placeholder"), "clip")
                .text("Ctrl K", "kbd")
                .applyTo(button);
        return button;
    }

    void showScope(@Nullable String cloud, @Nullable String project) {
        scope.showScope(cloud, project);
    }

    void setLocation(Location location) {
        scope.setLocation(location);
    }

    void update(EffectivePermissions effectivePermissions) {
        scope.update(clouds, effectivePermissions);
    }

    /** Updates the user menu after the user has changed the display name. */
    void updateUser(User renamed) {
        UserMenu other = new UserMenu(messages, renamed);
        replace(userMenu, other);
        userMenu = other;
    }
}
