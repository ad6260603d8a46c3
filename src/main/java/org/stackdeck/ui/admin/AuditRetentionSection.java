package org.stackdeck.ui.admin;

import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import java.util.List;
import java.util.stream.Stream;
import org.stackdeck.audit.retention.AuditRetentionPeriod;
import org.stackdeck.audit.retention.AuditRetentionPeriodRepository;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.audit.AuditRetentionPeriodService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.UserInputListeners;
import org.stackdeck.ui.component.PageSection;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.dialog.ConfirmationDialog;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Setting for the retention period of the audit trail. A period that deletes entries requires confirmation. */
final class AuditRetentionSection extends PageSection {

    private static final int YEAR = 365;
    private static final List<AuditRetentionPeriod> CHOICES = Stream.concat(
                    Stream.of(AuditRetentionPeriod.UNLIMITED),
                    Stream.of(
                                    AuditRetentionPeriod.MIN_DAYS,
                                    90,
                                    180,
                                    YEAR,
                                    2 * YEAR,
                                    5 * YEAR,
                                    AuditRetentionPeriod.MAX_DAYS)
                            .map(AuditRetentionPeriod::new))
            .toList();

    private final transient AuditRetentionPeriodService auditRetentionPeriodService;
    private final transient ReauthenticationHandler handler;
    private final transient CurrentUser currentUser;
    private final Select<AuditRetentionPeriod> kept = new Select<>();
    private final Paragraph next = StyledElements.paragraph("muted");

    AuditRetentionSection(
            AuditRetentionPeriodService auditRetentionPeriodService,
            ReauthenticationHandler handler,
            CurrentUser currentUser,
            Messages messages) {
        super(messages, "admin.settings.retention");
        this.auditRetentionPeriodService = auditRetentionPeriodService;
        this.handler = handler;
        this.currentUser = currentUser;
        kept.setLabel(messages.text("admin.settings.retention.kept"));
        kept.setItemLabelGenerator(this::label);
        UserInputListeners.saveOnChange(kept, this::onSelect);
        add(kept, next);
        refresh();
    }

    private void onSelect(AuditRetentionPeriod auditRetentionPeriod) {
        AuditRetentionPeriodRepository.DueEntries dueEntries =
                auditRetentionPeriodService.countDue(currentUser.caller(), auditRetentionPeriod);
        // Restores the saved value until the change is confirmed, which can require a dialog or re-authentication.
        refresh();
        if (dueEntries.entries() == 0) {
            save(auditRetentionPeriod);
        } else {
            ConfirmationDialog dialog = new ConfirmationDialog(
                    messages,
                    messages.text("admin.settings.retention.confirm.title", label(auditRetentionPeriod)),
                    messages.text("admin.settings.retention.confirm.button"),
                    () -> save(auditRetentionPeriod),
                    messages.text("admin.settings.retention.confirm", dueEntries.entries(), dueEntries.at()),
                    messages.text("admin.settings.retention.confirm.copy"));
            dialog.setWidth("440px");
            dialog.open();
        }
    }

    private void save(AuditRetentionPeriod auditRetentionPeriod) {
        handler.runAuthenticated(messages, caller -> {
            auditRetentionPeriodService.update(caller, auditRetentionPeriod);
            refresh();
            Toasts.showSuccess(messages.text("admin.settings.saved"));
        });
    }

    private void refresh() {
        Caller caller = currentUser.caller();
        AuditRetentionPeriod present = auditRetentionPeriodService.current(caller);
        kept.setItems(
                Stream.concat(CHOICES.stream(), Stream.of(present)).distinct().toList());
        kept.setValue(present);
        AuditRetentionPeriodRepository.DueEntries dueEntries = auditRetentionPeriodService.countDue(caller, present);
        next.setVisible(dueEntries.entries() > 0);
        next.setText(messages.text("admin.settings.retention.next", dueEntries.entries(), dueEntries.at()));
    }

    private String label(AuditRetentionPeriod auditRetentionPeriod) {
        Integer days = auditRetentionPeriod.days();
        if (days == null) {
            return messages.text("admin.settings.retention.for-ever");
        }
        return days % YEAR == 0
                ? messages.text("admin.settings.retention.years", days / YEAR)
                : messages.text("admin.settings.retention.days", days);
    }
}
