package org.stackdeck.ui.admin.audit;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.server.streams.DownloadEvent;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.stackdeck.audit.AuditEntryFilter;
import org.stackdeck.audit.AuditExportWriter;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.audit.AuditReviewService;
import org.stackdeck.ui.component.HiddenDownload;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/**
 * Menu that downloads the entries that match the current filter. The service checks the permission and streams the
 * file.
 */
final class AuditExportMenu extends Div {

    private final transient AuditReviewService auditReviewService;
    private final transient ReauthenticationHandler handler;
    private final transient Supplier<AuditEntryFilter> searched;
    private final Messages messages;

    AuditExportMenu(
            AuditReviewService auditReviewService,
            ReauthenticationHandler handler,
            Messages messages,
            Supplier<AuditEntryFilter> searched) {
        this.auditReviewService = auditReviewService;
        this.handler = handler;
        this.messages = messages;
        this.searched = searched;
        MenuBar menu = new MenuBar();
        menu.addClassName("export");
        MenuItem root = menu.addItem(messages.text("admin.audit.export"));
        for (AuditExportWriter.Format format : AuditExportWriter.Format.values()) {
            root.getSubMenu().addItem(messages.text("admin.audit.export." + format), _ -> export(format));
        }
        add(menu);
    }

    private void export(AuditExportWriter.Format format) {
        handler.runAuthenticated(messages, caller -> {
            auditReviewService.requireExport(caller);
            AuditEntryFilter query = searched.get();
            HiddenDownload.start(this, event -> write(event, caller, query, format));
        });
    }

    private void write(DownloadEvent event, Caller caller, AuditEntryFilter query, AuditExportWriter.Format format)
            throws java.io.IOException {
        event.setContentType(format.contentType());
        event.setFileName(format.fileName());
        auditReviewService.export(
                caller, query, format, () -> new OutputStreamWriter(event.getOutputStream(), StandardCharsets.UTF_8));
    }
}
