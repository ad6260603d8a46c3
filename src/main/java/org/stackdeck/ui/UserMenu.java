package org.stackdeck.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.spring.security.AuthenticationContext;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.stackdeck.identity.User;
import org.stackdeck.ui.component.HeldMenu;
import org.stackdeck.ui.component.Inscription;
import org.stackdeck.ui.component.Words;

/** Menu of the signed-in user: account and sign-out. */
final class UserMenu extends HeldMenu {

    private static final String ACCOUNT = "account";
    private static final String OUT = "out";

    private final transient AuthenticationContext authentication;

    UserMenu(Words words, User user, AuthenticationContext authentication) {
        super(face(user.displayName()), words.say("app.user.menu", user.displayName()));
        this.authentication = authentication;
        addClassName("user");
        offer(List.of(
                Line.heading(
                        "who",
                        new Inscription()
                                .text(user.displayName())
                                .text(user.name().value())),
                Line.rule(),
                entry(ACCOUNT, "user", words.say("account.title")),
                entry(OUT, "exit", words.say("app.sign-out"))));
    }

    @Override
    protected void choose(String value) {
        switch (value) {
            case ACCOUNT -> UI.getCurrentOrThrow().navigate("account");
            case OUT -> authentication.logout();
            default -> {}
        }
    }

    private static Line entry(String value, String icon, String word) {
        return Line.choice(value, new Inscription().icon(icon).text(word).boxed("entry"));
    }

    private static Component face(String name) {
        Avatar avatar = new Avatar(name);
        avatar.setAbbreviation(initials(name));
        avatar.getElement().setAttribute("aria-hidden", "true");
        return new Div(avatar);
    }

    private static String initials(String name) {
        return Arrays.stream(name.strip().split("[\\s._-]+", -1))
                .filter(part -> !part.isEmpty())
                .limit(2)
                .map(part -> part.substring(0, part.offsetByCodePoints(0, 1)).toUpperCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
