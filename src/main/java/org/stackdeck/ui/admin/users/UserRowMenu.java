package org.stackdeck.ui.admin.users;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.contextmenu.GridContextMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.function.Consumer;
import org.stackdeck.identity.User;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/**
 * Context menu of a row in the users grid. The items depend on the state, role and factors of the user, and on whether
 * e-mail is configured.
 */
final class UserRowMenu {

    private final Messages messages;
    private final UserActions actions;
    private final Consumer<User> showGrants;
    private final Consumer<User> seeAs;
    private final GridContextMenu<User> menu;

    UserRowMenu(
            Grid<User> grid, Messages messages, UserActions actions, Consumer<User> showGrants, Consumer<User> seeAs) {
        this.messages = messages;
        this.actions = actions;
        this.showGrants = showGrants;
        this.seeAs = seeAs;
        this.menu = new GridContextMenu<>(grid);
        menu.setDynamicContentHandler(user -> {
            menu.removeAll();
            if (user != null) {
                fill(user);
            }
            return user != null;
        });
    }

    private void fill(User user) {
        switch (user.state()) {
            case PENDING -> {
                item("check", "admin.users.approve", () -> actions.approve(user));
                item("x", "admin.users.reject", () -> actions.reject(user));
            }
            case REJECTED -> item("check", "admin.users.approve", () -> actions.approve(user));
            case ACTIVE -> fillActive(user);
            case DISABLED -> item("check", "admin.users.enable", () -> actions.enable(user));
        }
        item("shield", "admin.users.grants", () -> showGrants.accept(user));
        item("eye", "admin.users.see-as", () -> seeAs.accept(user));
    }

    private void fillActive(User user) {
        switch (user.role()) {
            case MEMBER -> item("up", "admin.users.promote", () -> actions.setRole(user, User.Role.ADMINISTRATOR));
            case ADMINISTRATOR -> item("down", "admin.users.demote", () -> actions.setRole(user, User.Role.MEMBER));
        }
        item("key", "admin.users.code", () -> actions.createResetCode(user));
        if (actions.canProposeEmail()) {
            item("bell", "admin.users.email", () -> actions.proposeEmail(user));
        }
        if (!actions.factors(user).isEmpty()) {
            item("shield", "admin.users.remove-factors", () -> actions.removeFactors(user));
        }
        item("exit", "admin.users.end-sessions", () -> actions.endSessions(user));
        item("lock", "admin.users.disable", () -> actions.disable(user));
    }

    private void item(String icon, String key, Runnable action) {
        Div entry = StyledElements.div("entry", new SpriteIcon(icon), new Span(messages.text(key)));
        menu.addItem(entry, _ -> action.run());
    }
}
