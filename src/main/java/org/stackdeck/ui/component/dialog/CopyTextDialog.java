package org.stackdeck.ui.component.dialog;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Dialog that shows a secret or a link, with a button that copies it. */
public final class CopyTextDialog extends Dialog {

    private CopyTextDialog(
            Messages messages, String title, String classes, String text, String copyLabel, String... paragraphs) {
        setHeaderTitle(title);
        add(StyledElements.div(classes, StyledElements.span("mono secret", text), NativeButtons.copy(text, copyLabel)));
        for (String paragraph : paragraphs) {
            add(new Paragraph(paragraph));
        }
        getFooter().add(new Button(messages.text("app.close"), _ -> close()));
    }

    /** Creates the dialog for a secret that cannot be shown again. */
    public static CopyTextDialog forSecret(
            Messages messages, String title, String secret, String copyLabel, String explanation) {
        CopyTextDialog dialog = new CopyTextDialog(messages, title, "code", secret, copyLabel, explanation);
        dialog.setWidth("480px");
        return dialog.closedOnlyByButton();
    }

    public static CopyTextDialog forLink(
            Messages messages, String title, String link, String copyLabel, String... paragraphs) {
        CopyTextDialog dialog = new CopyTextDialog(messages, title, "code link", link, copyLabel, paragraphs);
        dialog.setWidth("560px");
        return dialog;
    }

    /** Prevents that a key or a click outside closes the dialog, for a text that cannot be shown again. */
    public CopyTextDialog closedOnlyByButton() {
        setCloseOnOutsideClick(false);
        setCloseOnEsc(false);
        return this;
    }
}
