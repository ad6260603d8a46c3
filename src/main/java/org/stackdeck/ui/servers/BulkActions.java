package org.stackdeck.ui.servers;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.UI;
import java.util.List;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.operations.BulkOperations;
import org.stackdeck.operations.Operations;
import org.stackdeck.ui.CurrentUser;
import org.stackdeck.ui.component.Live;
import org.stackdeck.ui.component.Toasts;
import org.stackdeck.ui.component.Words;
import org.stackdeck.ui.proof.ProofPrompt;

/** Asks for the same action on many servers on behalf of the person at the page, and shows how far it is. */
final class BulkActions {

    private final Parts parts;
    private final Component page;
    private final Words words;
    private final Runnable asked;

    /** What it works with. */
    record Parts(BulkOperations bulk, Operations operations, CurrentUser currentUser, ProofPrompt prompt, Live live) {}

    /**
     * @param page is told what becomes of it for as long as it stands
     * @param asked is run when the first one was asked for
     */
    BulkActions(Parts parts, Component page, Words words, Runnable asked) {
        this.parts = parts;
        this.page = page;
        this.words = words;
        this.asked = asked;
    }

    void ask(List<ServerRow> picked, ServerAction action) {
        long able = picked.stream().filter(row -> row.can(action)).count();
        if (able > BulkOperations.MOST) {
            Toasts.problem(
                    words.say("servers.bulk.too-many", BulkOperations.MOST),
                    words.say("servers.bulk.too-many.more", able));
            return;
        }
        new BulkDialog(picked, action, words, parts.prompt(), (dialog, servers) -> start(dialog, servers, action))
                .open();
    }

    private void start(BulkDialog dialog, List<ServerRow> servers, ServerAction action) {
        new BulkRun(parts, page, dialog, words, asked)
                .start(
                        UI.getCurrentOrThrow(),
                        servers.stream().map(ServerRow::key).toList(),
                        action);
    }
}
