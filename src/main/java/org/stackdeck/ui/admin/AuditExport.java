package org.stackdeck.ui.admin;

import com.vaadin.flow.component.contextmenu.MenuItem;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.server.streams.DownloadEvent;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.stackdeck.audit.AuditFile;
import org.stackdeck.audit.AuditQuery;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.TrailReading;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/**
 * Downloads the entries that match the current filter as a file, which is streamed. The service checks the permission.
 */
final class AuditExport extends Div {

    private final transient TrailReading reading;
    private final transient ProofPrompt prompt;
    private final transient CurrentUser currentUser;
    private final transient Supplier<AuditQuery> searched;
    private final Words words;

    AuditExport(
            TrailReading reading,
            ProofPrompt prompt,
            CurrentUser currentUser,
            Words words,
            Supplier<AuditQuery> searched) {
        this.reading = reading;
        this.prompt = prompt;
        this.currentUser = currentUser;
        this.words = words;
        this.searched = searched;
        MenuBar menu = new MenuBar();
        menu.addClassName("export");
        MenuItem root = menu.addItem(words.say("admin.audit.export"));
        for (AuditFile.Format format : AuditFile.Format.values()) {
            root.getSubMenu().addItem(words.say("admin.audit.export." + format), _ -> export(format));
        }
        add(menu);
    }

    private void export(AuditFile.Format format) {
        prompt.during(words, () -> {
            Caller caller = currentUser.caller();
            reading.requireExport(caller);
            AuditQuery query = searched.get();
            Anchor download = new Anchor(event -> write(event, caller, query, format), "");
            download.addClassName("sr");
            download.getElement().setAttribute("aria-hidden", "true").setAttribute("tabindex", "-1");
            getChildren().filter(Anchor.class::isInstance).forEach(this::remove);
            add(download);
            download.getElement().callJsFunction("click");
        });
    }

    private void write(DownloadEvent event, Caller caller, AuditQuery query, AuditFile.Format format)
            throws java.io.IOException {
        event.setContentType(format.contentType());
        event.setFileName(format.fileName());
        reading.export(
                caller, query, format, () -> new OutputStreamWriter(event.getOutputStream(), StandardCharsets.UTF_8));
    }
}
