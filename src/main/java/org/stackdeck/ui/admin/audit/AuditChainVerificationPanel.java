package org.stackdeck.ui.admin.audit;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.stackdeck.audit.AuditChainReport;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.audit.AuditReviewService;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.NativeButtons;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.component.StyledElements;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.push.UiPush;

/**
 * Verifies the hash chain of the audit trail on request, without the session lock, and shows the result. The report of
 * a broken chain remains visible.
 */
final class AuditChainVerificationPanel extends Div {

    private static final Logger LOG = LoggerFactory.getLogger(AuditChainVerificationPanel.class);

    private final transient AuditReviewService auditReviewService;
    private final transient CurrentUser currentUser;
    private final transient UiPush uiPush;
    private final Messages messages;
    private final NativeButton button;

    AuditChainVerificationPanel(
            AuditReviewService auditReviewService, CurrentUser currentUser, UiPush uiPush, Messages messages) {
        this.auditReviewService = auditReviewService;
        this.currentUser = currentUser;
        this.uiPush = uiPush;
        this.messages = messages;
        this.button = NativeButtons.bordered(messages.text("admin.audit.verify"));
        addClassName("banners");
        button.addClickListener(_ -> verify());
    }

    NativeButton button() {
        return button;
    }

    private void verify() {
        Caller caller = currentUser.caller();
        uiPush.load(caller.userId(), UI.getCurrentOrThrow(), this, () -> loadResult(caller), result -> {
            button.setEnabled(true);
            result.run();
        });
        button.setEnabled(false);
    }

    private Runnable loadResult(Caller caller) {
        try {
            AuditChainReport report = auditReviewService.verify(caller);
            return () -> showReport(report);
        } catch (RuntimeException e) {
            LOG.warn("Could not verify the audit trail", e);
            return () -> Toasts.showError(
                    messages.text("admin.audit.verify.failed"), messages.text("admin.audit.verify.failed.how"));
        }
    }

    private void showReport(AuditChainReport report) {
        removeAll();
        AuditChainReport.@Nullable BreakLocation broken = report.broken();
        if (broken == null) {
            Toasts.showSuccess(messages.text("admin.audit.verify.whole", report.entries()), expired(report));
            if (report.unwitnessedUpTo() > 0) {
                show(
                        "status",
                        new Span(messages.text(
                                "admin.audit.verify.unwitnessed", String.valueOf(report.unwitnessedUpTo()))));
            }
            return;
        }
        Span where = StyledElements.span(
                "strong", messages.text("admin.audit.verify.broken", String.valueOf(broken.sequence())));
        show(
                "alert",
                where,
                new Span(messages.text("admin.audit.verify." + broken.fault())),
                new Span(messages.text("admin.audit.verify.before", report.entries())),
                new Span(expired(report)));
    }

    private void show(String role, Span... texts) {
        Div banner = new Div(new SpriteIcon("warn"));
        banner.add(texts);
        banner.addClassName("banner");
        banner.getElement().setAttribute("role", role);
        add(banner);
    }

    private String expired(AuditChainReport report) {
        AuditChainReport.@Nullable ExpiredEntries expiredEntries = report.expired();
        return expiredEntries == null
                ? ""
                : messages.text(
                        "admin.audit.verify.expired", String.valueOf(expiredEntries.upTo()), expiredEntries.newest());
    }
}
