package org.stackdeck.ui.account;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.Consumer;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.factor.TotpEnrollmentService;
import org.stackdeck.ui.component.QrCodeImage;
import org.stackdeck.ui.i18n.Messages;

/** Shows the secret for an authenticator app and requires the first code that the app generates. */
final class AuthenticatorSetupDialog extends Dialog {

    private final Messages messages;
    private final transient Consumer<String> confirm;
    private final TextField code = new TextField();

    /** @param confirm accepts the code, or throws an exception if it is invalid */
    AuthenticatorSetupDialog(
            TotpEnrollmentService.TotpEnrollment totpEnrollment, Messages messages, Consumer<String> confirm) {
        this.messages = messages;
        this.confirm = confirm;
        setHeaderTitle(messages.text("signin.enrol.begin"));
        setWidth("420px");
        Div picture = new Div(new Svg(QrCodeImage.of(totpEnrollment.uri()).svg()));
        picture.addClassName("qr-box");
        picture.getElement().setAttribute("role", "img");
        picture.getElement().setAttribute("aria-label", messages.text("signin.enrol.picture"));
        Span secret = new Span(QrCodeImage.inGroups(totpEnrollment.secret()));
        secret.addClassNames("mono", "secret");
        Div typed = new Div(secret);
        typed.addClassName("code");
        code.setLabel(messages.text("signin.enrol.code"));
        code.getElement().setAttribute("autocomplete", "one-time-code");
        code.setWidthFull();
        code.addKeyPressListener(Key.ENTER, _ -> confirm());
        add(
                new Paragraph(messages.text("signin.enrol.scan")),
                picture,
                new Paragraph(messages.text("signin.enrol.type")),
                typed,
                code);
        Button done = new Button(messages.text("signin.enrol.confirm"), _ -> confirm());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(messages.text("app.cancel"), _ -> close()), done);
    }

    private void confirm() {
        code.setInvalid(false);
        try {
            confirm.accept(code.getValue());
            close();
        } catch (InvalidInputException wrong) {
            markInvalid("signin.problem.code-wrong");
        } catch (TooManyAttemptsException tooMany) {
            markInvalid("proof.too-many");
        }
    }

    private void markInvalid(String problem) {
        code.setErrorMessage(messages.text(problem));
        code.setInvalid(true);
    }
}
