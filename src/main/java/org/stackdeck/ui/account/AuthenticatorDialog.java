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
import org.stackdeck.identity.AuthenticatorApp;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.ui.component.QrPicture;
import org.stackdeck.ui.component.Words;

/** Shows the secret for an authenticator app and requires the first code that the app generates. */
final class AuthenticatorDialog extends Dialog {

    private final Words words;
    private final transient Consumer<String> confirm;
    private final TextField code = new TextField();

    /** @param confirm accepts the code, or throws an exception if it is invalid */
    AuthenticatorDialog(AuthenticatorApp.Enrolment enrolment, Words words, Consumer<String> confirm) {
        this.words = words;
        this.confirm = confirm;
        setHeaderTitle(words.say("signin.enrol.begin"));
        setWidth("420px");
        Div picture = new Div(new Svg(QrPicture.of(enrolment.uri()).svg()));
        picture.addClassName("qr-box");
        picture.getElement().setAttribute("role", "img");
        picture.getElement().setAttribute("aria-label", words.say("signin.enrol.picture"));
        Span secret = new Span(QrPicture.grouped(enrolment.secret()));
        secret.addClassNames("mono", "secret");
        Div typed = new Div(secret);
        typed.addClassName("code");
        code.setLabel(words.say("signin.enrol.code"));
        code.getElement().setAttribute("autocomplete", "one-time-code");
        code.setWidthFull();
        code.addKeyPressListener(Key.ENTER, _ -> confirm());
        add(
                new Paragraph(words.say("signin.enrol.scan")),
                picture,
                new Paragraph(words.say("signin.enrol.type")),
                typed,
                code);
        Button done = new Button(words.say("signin.enrol.confirm"), _ -> confirm());
        done.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), done);
    }

    private void confirm() {
        code.setInvalid(false);
        try {
            confirm.accept(code.getValue());
            close();
        } catch (InvalidInputException wrong) {
            mark("signin.problem.code-wrong");
        } catch (TooManyAttemptsException tooMany) {
            mark("proof.too-many");
        }
    }

    private void mark(String problem) {
        code.setErrorMessage(words.say(problem));
        code.setInvalid(true);
    }
}
