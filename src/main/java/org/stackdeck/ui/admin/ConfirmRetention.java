package org.stackdeck.ui.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.stackdeck.audit.AuditRetention;
import org.stackdeck.ui.component.Words;

/** Asks for confirmation of a shorter retention, with the number of audit entries that it deletes. */
final class ConfirmRetention extends Dialog {

    ConfirmRetention(Words words, String kept, AuditRetention.Due due, Runnable keep) {
        setHeaderTitle(words.say("admin.settings.retention.confirm.title", kept));
        setWidth("440px");
        add(
                new Paragraph(words.say("admin.settings.retention.confirm", due.entries(), due.at())),
                new Paragraph(words.say("admin.settings.retention.confirm.copy")));
        Button confirm = new Button(words.say("admin.settings.retention.confirm.button"), _ -> {
            close();
            keep.run();
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        getFooter().add(new Button(words.say("app.cancel"), _ -> close()), confirm);
    }
}
