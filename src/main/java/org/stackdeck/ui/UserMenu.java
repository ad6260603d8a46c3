package org.stackdeck.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Hr;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.stackdeck.identity.User;
import org.stackdeck.ui.component.Icon;
import org.stackdeck.ui.component.Words;

/** Who is signed in, the way to their account, and out. */
final class UserMenu extends MenuBar {

    UserMenu(Words words, User user, AuthenticationContext authentication) {
        addClassName("user");
        addThemeVariants(MenuBarVariant.TERTIARY);
        String name = user.displayName();
        Avatar avatar = new Avatar(name);
        avatar.setAbbreviation(initials(name));
        avatar.getElement().setAttribute("aria-hidden", "true");
        MenuItem root = addItem(new Div(avatar));
        root.setAriaLabel(words.say("app.user.menu", name));
        Div who = new Div(new Span(name), new Span(user.name().value()));
        who.addClassName("who");
        root.getSubMenu().addComponent(who);
        root.getSubMenu().addComponent(new Hr());
        root.getSubMenu()
                .addItem(
                        entry("user", words.say("account.title")),
                        _ -> UI.getCurrentOrThrow().navigate("account"));
        root.getSubMenu().addItem(entry("exit", words.say("app.sign-out")), _ -> authentication.logout());
    }

    private static String initials(String name) {
        return Arrays.stream(name.strip().split("[\\s._-]+", -1))
                .filter(part -> !part.isEmpty())
                .limit(2)
                .map(part -> part.substring(0, part.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    private static Div entry(String icon, String word) {
        Div entry = new Div(new Icon(icon), new Span(word));
        entry.addClassName("entry");
        return entry;
    }
}
