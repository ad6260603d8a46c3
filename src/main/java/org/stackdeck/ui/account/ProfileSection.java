package org.stackdeck.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.account.UserSettingsService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.layout.MainLayout;

/** Section for the user's username, role and display name. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class ProfileSection extends Div {

    private final transient UserSettingsService userSettingsService;
    private final transient CurrentUser currentUser;
    private final Messages messages = Messages.current();
    private final TextField name = new TextField();

    ProfileSection(UserSettingsService userSettingsService, CurrentUser currentUser) {
        this.userSettingsService = userSettingsService;
        this.currentUser = currentUser;
        User user = currentUser.user();
        Div facts = StyledElements.div("facts");
        addFact(facts, "account.user-name", user.name().value());
        addFact(facts, "account.role", messages.text("admin.users.role." + user.role()));
        name.setLabel(messages.text("account.display-name"));
        name.setValue(user.displayName());
        name.setAutocomplete(Autocomplete.NAME);
        addClassName("section");
        setId("account.who");
        add(new H2(messages.text("account.who")), facts, name, new Button(messages.text("app.save"), _ -> rename()));
    }

    private void rename() {
        name.setInvalid(false);
        try {
            User renamed = userSettingsService.changeDisplayName(currentUser.caller(), name.getValue());
            name.setValue(renamed.displayName());
            findAncestor(MainLayout.class).updateUser(renamed);
            Toasts.showSuccess(messages.text("account.renamed"));
        } catch (InvalidInputException wrong) {
            wrong.problems().forEach((_, inputProblem) -> markInvalid(inputProblem));
        }
    }

    private void addFact(Div facts, String key, String value) {
        facts.add(StyledElements.span("muted", messages.text(key)), new Span(value));
    }

    private void markInvalid(InvalidInputException.InputProblem inputProblem) {
        name.setErrorMessage(messages.text("signin.problem." + inputProblem.code()));
        name.setInvalid(true);
    }
}
