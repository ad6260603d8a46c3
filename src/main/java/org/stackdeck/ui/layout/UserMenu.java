package org.stackdeck.ui.layout;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.avatar.Avatar;
import com.vaadin.flow.component.html.Div;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.stackdeck.identity.User;
import org.stackdeck.ui.component.ClientSideMenu;
import org.stackdeck.ui.component.InnerHtmlBuilder;
import org.stackdeck.ui.help.AboutView;
import org.stackdeck.ui.help.HelpRoutes;
import org.stackdeck.ui.i18n.Messages;

/** Menu of the signed-in user: account page, help page, about page and sign-out. */
final class UserMenu extends ClientSideMenu {

    static final String ACCOUNT = "account";
    private static final String SIGN_OUT = "out";
    /** Paths of the pages that the menu opens. A path is also the value of its item. */
    private static final Set<String> PAGES = Set.of(ACCOUNT, HelpRoutes.PATH, AboutView.PATH);

    /**
     * Signs out by submitting a form. Flow would process a message only after the earlier messages of all pages of the
     * session.
     */
    private static final String SIGN_OUT_SCRIPT = """
            this.addEventListener('item-selected', ({detail}) => {
              if (detail.value.value !== $0) return;
              const form = document.createElement('form');
              form.method = 'post';
              form.action = '/logout';
              document.body.append(form);
              form.submit();
            });""";

    UserMenu(Messages messages, User user) {
        super(avatarButton(user.displayName()), messages.text("app.user.menu", user.displayName()));
        addClassName("user");
        getElement().executeJs(SIGN_OUT_SCRIPT, SIGN_OUT);
        setLines(List.of(
                MenuLine.heading(
                        "who",
                        new InnerHtmlBuilder()
                                .text(user.displayName())
                                .text(user.name().value())),
                MenuLine.separator(),
                menuLine(ACCOUNT, "user", messages.text("account.title")),
                menuLine(HelpRoutes.PATH, "help", messages.text("help.title")),
                menuLine(AboutView.PATH, "info", messages.text("about.title")),
                menuLine(SIGN_OUT, "exit", messages.text("app.sign-out"))));
    }

    @Override
    protected void onSelect(String value) {
        if (PAGES.contains(value)) {
            UI.getCurrentOrThrow().navigate(value);
        }
    }

    private static MenuLine menuLine(String value, String icon, String word) {
        return MenuLine.item(value, new InnerHtmlBuilder().icon(icon).text(word).wrap("entry"));
    }

    private static Component avatarButton(String name) {
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
