package org.stackdeck.ui.account;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.Consumer;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.factor.TotpEnrollmentService;
import org.stackdeck.ui.component.QrCodeSvg;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.dialog.FormDialog;
import org.stackdeck.ui.i18n.Messages;

/** Shows the secret for an authenticator app, and requires a code that the app generates from the secret. */
final class AuthenticatorSetupDialog extends FormDialog {

    private final transient Consumer<String> confirm;
    private final TextField code = new TextField();

    /**
     * @param confirm verifies the code; throws {@code InvalidInputException} if it is wrong, or {@code
     *     TooManyAttemptsException}
     */
    AuthenticatorSetupDialog(
            TotpEnrollmentService.TotpEnrollment totpEnrollment, Messages messages, Consumer<String> confirm) {
        super(messages, messages.text("signin.enrol.begin"), "420px");
        this.confirm = confirm;
        Div picture = StyledElements.div(
                "qr-box", new Svg(QrCodeSvg.of(totpEnrollment.uri()).svg()));
        picture.getElement().setAttribute("role", "img");
        picture.getElement().setAttribute("aria-label", messages.text("signin.enrol.picture"));
        code.setLabel(messages.text("signin.enrol.code"));
        code.getElement().setAttribute("autocomplete", "one-time-code");
        code.setWidthFull();
        code.addKeyPressListener(Key.ENTER, _ -> confirm());
        add(
                new Paragraph(messages.text("signin.enrol.scan")),
                picture,
                new Paragraph(messages.text("signin.enrol.type")),
                StyledElements.div("code", StyledElements.span("mono secret", totpEnrollment.groupedSecret())),
                code);
        addButtons("signin.enrol.confirm", this::confirm);
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
        code.focus();
    }
}
