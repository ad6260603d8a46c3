package org.stackdeck.ui.account;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.HasValidation;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.radiobutton.RadioButtonGroup;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Locale;
import java.util.Optional;
import org.stackdeck.identity.AuthenticatorApp;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.LoginSessions;
import org.stackdeck.identity.Notices;
import org.stackdeck.identity.Passkeys;
import org.stackdeck.identity.Profile;
import org.stackdeck.identity.RecoveryCodes;
import org.stackdeck.identity.SecondFactors;
import org.stackdeck.identity.User;
import org.stackdeck.keypairs.KeyPairs;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.Language;
import org.stackdeck.ui.MainLayout;
import org.stackdeck.ui.PagePreferences;
import org.stackdeck.ui.Theme;
import org.stackdeck.ui.component.Pages;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** Account page of the user: profile, password, language and theme. */
@Route(value = "account", layout = MainLayout.class)
@PermitAll
class AccountView extends Div implements HasDynamicTitle {

    private final transient Profile profile;
    private final transient CurrentUser currentUser;
    private final transient PagePreferences preferences;
    private final Words words = Words.here();
    private final TextField name = new TextField();

    AccountView(
            Profile profile,
            LoginSessions sessions,
            AuthenticatorApp app,
            Notices notices,
            Passkeys passkeys,
            RecoveryCodes recovery,
            SecondFactors factors,
            ProofPrompt prompt,
            CurrentUser currentUser,
            PagePreferences preferences,
            KeyPairs keyPairs) {
        this.profile = profile;
        this.currentUser = currentUser;
        this.preferences = preferences;
        addClassName("list-page");
        SessionsSection own = new SessionsSection(sessions, currentUser, words);
        FactorsSection second = new FactorsSection(app, recovery, factors, prompt, currentUser, words, own::show);
        Component keys = new PasskeysSection(passkeys, prompt, currentUser, words, second::showCodes, () -> {
            second.show();
            own.show();
        });
        Div box = new Div(
                who(currentUser.user()),
                look(),
                password(),
                keys,
                new KeyPairsSection(keyPairs, currentUser, words),
                second,
                own,
                new NoticesSection(notices, currentUser, words));
        box.addClassNames("grid-box", "sheet");
        add(Pages.title(words.say("account.title")), box);
    }

    @Override
    public String getPageTitle() {
        return words.say("app.page-title", words.say("account.title"));
    }

    private Component who(User user) {
        Div facts = new Div();
        facts.addClassName("facts");
        fact(facts, "account.user-name", user.name().value());
        fact(facts, "account.role", words.say("admin.users.role." + user.role()));
        name.setLabel(words.say("account.display-name"));
        name.setValue(user.displayName());
        name.setAutocomplete(Autocomplete.NAME);
        Button save = new Button(words.say("app.save"), _ -> rename());
        return section("account.who", facts, name, save);
    }

    private void rename() {
        name.setInvalid(false);
        try {
            User renamed = profile.rename(currentUser.caller(), name.getValue());
            name.setValue(renamed.displayName());
            findAncestor(MainLayout.class).showUser(renamed);
            Toasts.done(words.say("account.renamed"));
        } catch (InvalidInputException wrong) {
            wrong.problems().forEach((_, problem) -> mark(name, problem));
        }
    }

    private void fact(Div facts, String key, String value) {
        Span label = new Span(words.say(key));
        label.addClassName("muted");
        facts.add(label, new Span(value));
    }

    private Component look() {
        RadioButtonGroup<Language> language = new RadioButtonGroup<>(words.say("app.language"));
        language.setItems(Language.values());
        language.setItemLabelGenerator(Language::fullName);
        language.setValue(Language.of(words.locale()));
        language.addValueChangeListener(event -> {
            preferences.choose(UI.getCurrentOrThrow(), event.getValue());
            UI.getCurrentOrThrow().getPage().reload();
        });
        RadioButtonGroup<Theme> theme = new RadioButtonGroup<>(words.say("account.theme"));
        theme.setItems(Theme.values());
        theme.setItemLabelGenerator(choice -> words.say("account.theme." + choice.word()));
        theme.setValue(Optional.ofNullable(currentUser.user().theme())
                .flatMap(Theme::ofWord)
                .orElse(Theme.SYSTEM));
        theme.addValueChangeListener(event -> preferences.choose(UI.getCurrentOrThrow(), event.getValue()));
        return section("account.look", language, theme);
    }

    /**
     * Links to a separate page: changing the password ends all sessions and starts a new one, which Flow cannot do from
     * within a page.
     */
    private Component password() {
        Paragraph note = new Paragraph(words.say("account.password.note"));
        note.addClassName("muted");
        Anchor change = new Anchor("password", words.say("account.password.change"));
        change.addClassName("button");
        change.setRouterIgnore(true);
        return section("account.password", note, change);
    }

    private void mark(HasValidation marked, InvalidInputException.Problem problem) {
        marked.setErrorMessage(words.say(
                "signin.problem." + problem.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        marked.setInvalid(true);
    }

    private Component section(String title, Component... parts) {
        Div section = new Div(new H2(words.say(title)));
        section.addClassName("section");
        section.add(parts);
        return section;
    }
}
