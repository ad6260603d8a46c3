package org.stackdeck.ui.account;

import com.vaadin.flow.component.UI;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.stackdeck.ui.DisplayPreferenceService;
import org.stackdeck.ui.Language;
import org.stackdeck.ui.StartPage;
import org.stackdeck.ui.Theme;
import org.stackdeck.ui.commands.Command;
import org.stackdeck.ui.commands.Command.Effect;
import org.stackdeck.ui.commands.CommandSource;
import org.stackdeck.ui.commands.PageSectionCommandFactory;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;

/** Finds the sections of the account page, and the choices of theme, language and start page. */
@Component
class AccountCommandSource implements CommandSource {

    private static final List<String> SECTIONS = List.of(
            "account.who",
            "account.look",
            "account.email",
            "account.notice-preferences",
            "account.password",
            "account.passkeys",
            "account.factors",
            "account.sessions",
            "account.notices");

    private final DisplayPreferenceService preferences;

    AccountCommandSource(DisplayPreferenceService preferences) {
        this.preferences = preferences;
    }

    @Override
    public List<Command> load(Messages messages) {
        String page = messages.text("account.title");
        return Stream.of(
                        SECTIONS.stream()
                                .map(heading -> PageSectionCommandFactory.create(
                                        AccountView.PATH, "user", heading, page, messages)),
                        Arrays.stream(Theme.values())
                                .map(theme -> choice(
                                        "theme:" + theme.code(),
                                        messages.text("account.theme"),
                                        messages.text("account.theme." + theme.code()),
                                        () -> preferences.setTheme(UI.getCurrentOrThrow(), theme),
                                        messages)),
                        Arrays.stream(Language.values())
                                .map(language -> choice(
                                        "language:" + language.tag(),
                                        messages.text("app.language"),
                                        language.fullName(),
                                        () -> {
                                            preferences.setLanguage(UI.getCurrentOrThrow(), language);
                                            UI.getCurrentOrThrow().getPage().reload();
                                        },
                                        messages)),
                        Arrays.stream(StartPage.values())
                                .map(startPage -> choice(
                                        "start-page:" + startPage.code(),
                                        messages.text("account.start-page"),
                                        messages.text(startPage.code() + ".title"),
                                        () -> setStartPage(startPage, messages),
                                        messages)))
                .flatMap(commands -> commands)
                .toList();
    }

    private void setStartPage(StartPage startPage, Messages messages) {
        preferences.setStartPage(startPage);
        Toasts.showSuccess(messages.text(
                "commands.action", messages.text("account.start-page"), messages.text(startPage.code() + ".title")));
    }

    private static Command choice(String key, String setting, String value, Runnable select, Messages messages) {
        return new Command(
                key,
                "settings",
                messages.text("commands.action", setting, value),
                messages.text("commands.setting"),
                new Effect.Run(select));
    }
}
