package org.stackdeck.ui.help;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.server.streams.DownloadEvent;
import java.io.IOException;
import java.io.OutputStream;
import org.stackdeck.diagnostics.DiagnosticsService;
import org.stackdeck.identity.Caller;
import org.stackdeck.ui.component.HiddenDownload;
import org.stackdeck.ui.component.PageSection;
import org.stackdeck.ui.component.SpriteIcon;
import org.stackdeck.ui.i18n.Messages;
import org.stackdeck.ui.reauthentication.ReauthenticationHandler;

/** Section in which administrators download the diagnostics bundle. */
final class DiagnosticsSection extends PageSection {

    private final transient DiagnosticsService diagnosticsService;

    DiagnosticsSection(
            Messages messages, DiagnosticsService diagnosticsService, ReauthenticationHandler reauthenticationHandler) {
        super(messages, "about.diagnostics");
        this.diagnosticsService = diagnosticsService;
        add(new Button(
                messages.text("about.diagnostics.download"),
                new SpriteIcon("download"),
                _ -> reauthenticationHandler.runAuthenticated(messages, this::download)));
    }

    private void download(Caller caller) {
        diagnosticsService.requireExport(caller);
        HiddenDownload.start(this, event -> write(event, caller));
    }

    private void write(DownloadEvent event, Caller caller) throws IOException {
        byte[] bundle = diagnosticsService.export(caller);
        event.setContentType("application/zip");
        event.setFileName(DiagnosticsService.FILE_NAME);
        event.setContentLength(bundle.length);
        try (OutputStream out = event.getOutputStream()) {
            out.write(bundle);
        }
    }
}
