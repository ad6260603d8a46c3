package org.stackdeck.ui.admin;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.contextmenu.GridContextMenu;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.function.Consumer;
import org.stackdeck.identity.User;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;

/** Context menu of a row in the users grid. The items depend on the state of the user. */
final class UserMenuItems {

    private final Words words;
    private final UserDeeds deeds;
    private final Consumer<User> showGrants;
    private final Consumer<User> seeAs;
    private final GridContextMenu<User> menu;

    UserMenuItems(Grid<User> grid, Words words, UserDeeds deeds, Consumer<User> showGrants, Consumer<User> seeAs) {
        this.words = words;
        this.deeds = deeds;
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
                item("check", "admin.users.approve", () -> deeds.approve(user));
                item("x", "admin.users.reject", () -> deeds.reject(user));
            }
            case REJECTED -> item("check", "admin.users.approve", () -> deeds.approve(user));
            case ACTIVE -> fillActive(user);
            case DISABLED -> item("check", "admin.users.enable", () -> deeds.enable(user));
        }
        item("shield", "admin.users.grants", () -> showGrants.accept(user));
        item("eye", "admin.users.see-as", () -> seeAs.accept(user));
    }

    private void fillActive(User user) {
        switch (user.role()) {
            case MEMBER -> item("up", "admin.users.promote", () -> deeds.setRole(user, User.Role.ADMINISTRATOR));
            case ADMINISTRATOR -> item("down", "admin.users.demote", () -> deeds.setRole(user, User.Role.MEMBER));
        }
        item("key", "admin.users.code", () -> deeds.giveResetCode(user));
        if (!deeds.factors(user).isEmpty()) {
            item("shield", "admin.users.remove-factors", () -> deeds.removeFactors(user));
        }
        item("exit", "admin.users.end-sessions", () -> deeds.endSessions(user));
        item("lock", "admin.users.disable", () -> deeds.disable(user));
    }

    private void item(String icon, String key, Runnable deed) {
        Div entry = new Div(new Icon(icon), new Span(words.say(key)));
        entry.addClassName("entry");
        menu.addItem(entry, _ -> deed.run());
    }
}
