package org.stackdeck.ui.component.dialog;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.shared.HasValidationProperties;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Dialog with a form, a cancel button, and a button that submits the form. */
public abstract class FormDialog extends Dialog {

    protected final Messages messages;

    protected FormDialog(Messages messages, String title, String width) {
        this.messages = messages;
        setHeaderTitle(title);
        setWidth(width);
    }

    protected final void addFields(Component... parts) {
        add(StyledElements.div("fields", parts));
    }

    /** Adds the cancel button and the submit button. */
    protected final Button addButtons(String submitKey, Runnable submit) {
        Button button = submitButton(messages.text(submitKey), submit);
        button.addThemeVariants(ButtonVariant.PRIMARY);
        getFooter().add(new Button(messages.text("app.cancel"), _ -> close()), button);
        return button;
    }

    /** Creates a button that is disabled during a submission, so that a double-click submits the form only once. */
    protected static Button submitButton(String label, Runnable submit) {
        Button button = new Button(label, event -> {
            try {
                submit.run();
            } finally {
                event.getSource().setEnabled(true);
            }
        });
        button.setDisableOnClick(true);
        return button;
    }

    /**
     * Shows or hides the error of a field.
     *
     * @return the argument {@code valid}
     */
    protected final boolean check(HasValidationProperties field, boolean valid, String errorKey, Object... arguments) {
        field.setInvalid(!valid);
        field.setErrorMessage(valid ? "" : messages.text(errorKey, arguments));
        return valid;
    }
}
