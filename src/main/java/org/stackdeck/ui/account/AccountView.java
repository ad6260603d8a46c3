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
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.Locale;
import java.util.Optional;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.account.UserProfileService;
import org.stackdeck.identity.factor.RecoveryCodeService;
import org.stackdeck.identity.factor.SecondFactorStatusService;
import org.stackdeck.identity.factor.TotpEnrollmentService;
import org.stackdeck.identity.notice.SecurityNoticeService;
import org.stackdeck.identity.passkey.PasskeyService;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.keypairs.KeyPairService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.DisplayPreferences;
import org.stackdeck.ui.Language;
import org.stackdeck.ui.Theme;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.TitledPage;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.layout.MainLayout;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Account page of the signed-in user: profile, language, theme, sign-in methods, key pairs and sessions. */
@Route(value = "account", layout = MainLayout.class)
@PermitAll
class AccountView extends TitledPage {

    private final transient UserProfileService userProfileService;
    private final transient CurrentUser currentUser;
    private final transient DisplayPreferences preferences;
    private final TextField name = new TextField();

    AccountView(
            UserProfileService userProfileService,
            LoginSessionService loginSessionService,
            TotpEnrollmentService totpEnrollmentService,
            SecurityNoticeService securityNoticeService,
            PasskeyService passkeyService,
            RecoveryCodeService recovery,
            SecondFactorStatusService secondFactorService,
            ReauthenticationHandler handler,
            CurrentUser currentUser,
            DisplayPreferences preferences,
            KeyPairService keyPairService) {
        super("account.title");
        this.userProfileService = userProfileService;
        this.currentUser = currentUser;
        this.preferences = preferences;
        SessionsSection own = new SessionsSection(loginSessionService, currentUser, messages);
        FactorsSection second = new FactorsSection(
                totpEnrollmentService, recovery, secondFactorService, handler, currentUser, messages, own::render);
        Component keys = new PasskeysSection(passkeyService, handler, currentUser, messages, second::showCodes, () -> {
            second.render();
            own.render();
        });
        Div box = StyledElements.div(
                "grid-box sheet",
                profileSection(currentUser.user()),
                appearanceSection(),
                passwordSection(),
                keys,
                new KeyPairsSection(keyPairService, currentUser, messages),
                second,
                own,
                new SecurityNoticesSection(securityNoticeService, currentUser, messages));
        addHeader();
        add(box);
    }

    private Component profileSection(User user) {
        Div facts = StyledElements.div("facts");
        addFact(facts, "account.user-name", user.name().value());
        addFact(facts, "account.role", messages.text("admin.users.role." + user.role()));
        name.setLabel(messages.text("account.display-name"));
        name.setValue(user.displayName());
        name.setAutocomplete(Autocomplete.NAME);
        Button save = new Button(messages.text("app.save"), _ -> rename());
        return section("account.who", facts, name, save);
    }

    private void rename() {
        name.setInvalid(false);
        try {
            User renamed = userProfileService.changeDisplayName(currentUser.caller(), name.getValue());
            name.setValue(renamed.displayName());
            findAncestor(MainLayout.class).updateUser(renamed);
            Toasts.showSuccess(messages.text("account.renamed"));
        } catch (InvalidInputException wrong) {
            wrong.problems().forEach((_, inputProblem) -> markInvalid(name, inputProblem));
        }
    }

    private void addFact(Div facts, String key, String value) {
        facts.add(StyledElements.span("muted", messages.text(key)), new Span(value));
    }

    private Component appearanceSection() {
        RadioButtonGroup<Language> language = new RadioButtonGroup<>(messages.text("app.language"));
        language.setItems(Language.values());
        language.setItemLabelGenerator(Language::fullName);
        language.setValue(Language.forLocale(messages.locale()));
        language.addValueChangeListener(event -> {
            preferences.setLanguage(UI.getCurrentOrThrow(), event.getValue());
            UI.getCurrentOrThrow().getPage().reload();
        });
        RadioButtonGroup<Theme> theme = new RadioButtonGroup<>(messages.text("account.theme"));
        theme.setItems(Theme.values());
        theme.setItemLabelGenerator(choice -> messages.text("account.theme." + choice.code()));
        theme.setValue(Optional.ofNullable(currentUser.user().theme())
                .flatMap(Theme::fromCode)
                .orElse(Theme.SYSTEM));
        theme.addValueChangeListener(event -> preferences.setTheme(UI.getCurrentOrThrow(), event.getValue()));
        return section("account.look", language, theme);
    }

    /**
     * Links to a separate page: changing the password ends all sessions and starts a new one, which Flow cannot do from
     * within a page.
     */
    private Component passwordSection() {
        Paragraph note = StyledElements.paragraph("muted", messages.text("account.password.note"));
        Anchor change = new Anchor("password", messages.text("account.password.change"));
        change.addClassName("button");
        change.setRouterIgnore(true);
        return section("account.password", note, change);
    }

    private void markInvalid(HasValidation marked, InvalidInputException.InputProblem inputProblem) {
        marked.setErrorMessage(messages.text(
                "signin.problem." + inputProblem.name().toLowerCase(Locale.ROOT).replace('_', '-')));
        marked.setInvalid(true);
    }

    private Component section(String title, Component... parts) {
        Div section = StyledElements.div("section", new H2(messages.text(title)));
        section.add(parts);
        return section;
    }
}
