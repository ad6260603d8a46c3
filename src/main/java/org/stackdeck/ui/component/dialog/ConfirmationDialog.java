package org.stackdeck.ui.component.dialog;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.stackdeck.ui.i18n.Messages;

/**
 * Dialog that requires confirmation of an action. By default, the button has the color for actions that delete data.
 */
public final class ConfirmationDialog extends Dialog {

    private final Button button;

    /**
     * @param confirm label of the button that runs the action
     * @param paragraphs consequences of the action
     */
    public ConfirmationDialog(Messages messages, String title, String confirm, Runnable action, String... paragraphs) {
        setHeaderTitle(title);
        setWidth("420px");
        for (String paragraph : paragraphs) {
            add(new Paragraph(paragraph));
        }
        button = new Button(confirm, _ -> {
            close();
            action.run();
        });
        button.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        getFooter().add(new Button(messages.text("app.cancel"), _ -> close()), button);
    }

    /** Removes the warning color of the button, for an action that deletes no data. */
    public ConfirmationDialog withoutErrorVariant() {
        button.removeThemeVariants(ButtonVariant.ERROR);
        return this;
    }

    /** Requires that a checkbox is checked before the action can be confirmed. */
    public ConfirmationDialog withConsent(String label) {
        Checkbox consent = new Checkbox(label, event -> button.setEnabled(event.getValue()));
        button.setEnabled(false);
        add(consent);
        return this;
    }
}
