package org.stackdeck.ui.admin;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Paragraph;
import org.stackdeck.audit.retention.AuditRetentionRepository;
import org.stackdeck.ui.i18n.Messages;

/** Asks for confirmation of a shorter retention, with the number of audit entries that it deletes. */
final class ConfirmRetentionDialog extends Dialog {

    ConfirmRetentionDialog(
            Messages messages, String kept, AuditRetentionRepository.DueEntries dueEntries, Runnable keep) {
        setHeaderTitle(messages.text("admin.settings.retention.confirm.title", kept));
        setWidth("440px");
        add(
                new Paragraph(messages.text("admin.settings.retention.confirm", dueEntries.entries(), dueEntries.at())),
                new Paragraph(messages.text("admin.settings.retention.confirm.copy")));
        Button confirm = new Button(messages.text("admin.settings.retention.confirm.button"), _ -> {
            close();
            keep.run();
        });
        confirm.addThemeVariants(ButtonVariant.PRIMARY, ButtonVariant.ERROR);
        getFooter().add(new Button(messages.text("app.cancel"), _ -> close()), confirm);
    }
}
