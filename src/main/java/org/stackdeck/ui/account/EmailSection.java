package org.stackdeck.ui.account;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.Autocomplete;
import com.vaadin.flow.component.textfield.TextField;
import java.util.Optional;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.context.annotation.Scope;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.mail.EmailAddress;
import org.stackdeck.identity.mail.EmailAddressService;
import org.stackdeck.identity.mail.MailStatusService;
import org.stackdeck.identity.mail.OwnEmail;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.PageSection;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.dialog.ConfirmationDialog;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Section for the user's e-mail address. The section is hidden if e-mail is not configured. */
@org.springframework.stereotype.Component
@Scope(ConfigurableBeanFactory.SCOPE_PROTOTYPE)
class EmailSection extends PageSection {

    private final transient EmailAddressService emailAddressService;
    private final transient CurrentUser currentUser;
    private final Paragraph current = StyledElements.paragraph("strong");
    private final Paragraph pending = StyledElements.paragraph("notice");
    private final Paragraph invalidLink = StyledElements.paragraph("notice error");
    private final TextField code = new TextField();
    private final Button confirm;
    private final Div pendingActions;
    private final TextField address = new TextField();
    private final Button remove;
    private transient Runnable changeListener = () -> {};

    EmailSection(
            EmailAddressService emailAddressService,
            MailStatusService mailStatusService,
            ReauthenticationHandler handler,
            CurrentUser currentUser) {
        super(Messages.current(), "account.email");
        this.emailAddressService = emailAddressService;
        this.currentUser = currentUser;
        code.setLabel(messages.text("account.email.code"));
        code.getElement().setAttribute("autocomplete", "one-time-code");
        invalidLink.setText(messages.text("signin.problem.code-wrong"));
        invalidLink.getElement().setAttribute("role", "alert");
        invalidLink.setVisible(false);
        code.addClassName("narrow");
        confirm = new Button(messages.text("account.email.confirm"), _ -> confirm());
        Button cancel = new Button(messages.text("account.email.cancel"), _ -> cancelChange());
        pendingActions = StyledElements.div("actions", confirm, cancel);
        address.addClassName("narrow");
        address.setLabel(messages.text("account.email.new"));
        address.setAutocomplete(Autocomplete.EMAIL);
        address.setMaxLength(EmailAddress.MAX_LENGTH);
        Button send = new Button(
                messages.text("account.email.send"), _ -> handler.runAuthenticated(messages, this::requestChange));
        remove = new Button(
                messages.text("account.email.remove"),
                _ -> new ConfirmationDialog(
                                messages,
                                messages.text("account.email.remove"),
                                messages.text("account.email.remove"),
                                () -> handler.runAuthenticated(messages, this::remove),
                                messages.text("account.email.remove.text"))
                        .open());
        add(current, invalidLink, pending, code, pendingActions, address, StyledElements.div("actions", send, remove));
        setVisible(mailStatusService.isConfigured());
        render();
    }

    /** Sets the listener that runs after the confirmed address has changed. */
    void onChange(Runnable listener) {
        changeListener = listener;
    }

    /**
     * Fills in the code from the link in a confirmation message. The user must still confirm the code, because mail
     * programs can also open links. Shows an error if no address is pending, for example because the link was used
     * before.
     */
    void showCode(String linked) {
        boolean isPending = code.isVisible();
        invalidLink.setVisible(!isPending);
        if (isPending) {
            code.setValue(linked);
            confirm.focus();
            confirm.scrollIntoView();
        } else {
            invalidLink.scrollIntoView();
        }
    }

    private void render() {
        OwnEmail own = emailAddressService.find(currentUser.caller());
        current.setText(own.confirmed().map(EmailAddress::value).orElseGet(() -> messages.text("account.email.none")));
        boolean isPending = own.pending().isPresent();
        pending.setVisible(isPending);
        pending.setText(messages.text(
                "account.email.pending", own.pending().map(EmailAddress::value).orElse("")));
        code.setVisible(isPending);
        pendingActions.setVisible(isPending);
        remove.setVisible(own.confirmed().isPresent());
    }

    private void requestChange(Caller caller) {
        address.setInvalid(false);
        invalidLink.setVisible(false);
        try {
            emailAddressService.requestChange(caller, address.getValue(), messages.locale());
            address.clear();
            code.clear();
            Toasts.showSuccess(messages.text("account.email.sent"));
            render();
            code.focus();
        } catch (InvalidInputException wrong) {
            markInvalid(address, wrong);
        }
    }

    private void confirm() {
        code.setInvalid(false);
        try {
            emailAddressService.confirm(currentUser.caller(), code.getValue());
            code.clear();
            Toasts.showSuccess(messages.text("account.email.confirmed"));
            onChanged();
        } catch (InvalidInputException wrong) {
            markInvalid(code, wrong);
            code.focus();
        }
    }

    private void cancelChange() {
        emailAddressService.cancelChange(currentUser.caller());
        code.clear();
        code.setInvalid(false);
        Toasts.showSuccess(messages.text("account.email.cancelled"));
        render();
    }

    private void remove(Caller caller) {
        emailAddressService.remove(caller);
        Toasts.showSuccess(messages.text("account.email.removed"));
        onChanged();
    }

    private void onChanged() {
        render();
        changeListener.run();
    }

    private void markInvalid(TextField field, InvalidInputException wrong) {
        Optional<InvalidInputException.InputProblem> problem =
                wrong.problems().values().stream().findFirst();
        problem.ifPresent(each -> field.setErrorMessage(messages.text("signin.problem." + each.code())));
        field.setInvalid(true);
    }
}
