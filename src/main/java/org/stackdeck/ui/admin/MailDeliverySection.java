package org.stackdeck.ui.admin;

import com.vaadin.flow.component.html.Div;
import java.util.List;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.mail.FailedMail;
import org.stackdeck.identity.mail.MailStatusService;
import org.stackdeck.ui.component.ListSection;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.i18n.Messages;

/** Shows whether e-mail is configured, and the e-mails that could not be delivered, without addresses and contents. */
final class MailDeliverySection extends ListSection {

    MailDeliverySection(MailStatusService mailStatusService, Caller administrator, Messages messages) {
        super(messages, "admin.settings.mail");
        List<FailedMail> failures = mailStatusService.listFailures(administrator);
        String state = mailStatusService.isConfigured()
                ? failures.isEmpty() ? "admin.settings.mail.none" : "admin.settings.mail.failures"
                : "admin.settings.mail.off";
        addComponentAtIndex(getComponentCount() - 1, StyledElements.paragraph("muted", messages.text(state)));
        failures.forEach(this::addRow);
    }

    private void addRow(FailedMail failed) {
        Div when = times();
        when.getElement().appendChild(time(failed.createdAt()));
        addRow(
                name(
                        StyledElements.span("strong", messages.text("admin.settings.mail.kind." + failed.kind())),
                        StyledElements.span("muted", detail(failed))),
                when);
    }

    private String detail(FailedMail failed) {
        String key = "admin.settings.mail.failure." + failed.failure();
        String reason = messages.findText(key)
                .orElseGet(() -> messages.text("admin.settings.mail.failure.other", failed.failure()));
        String progress = messages.text(
                failed.isFinal() ? "admin.settings.mail.final" : "admin.settings.mail.retry", failed.attempts());
        return failed.userName().map(name -> name + " · ").orElse("") + reason + " · " + progress;
    }
}
