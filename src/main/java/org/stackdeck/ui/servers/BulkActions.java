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

/** Opens the dialog of a bulk action and runs the action for the current user. */
final class BulkActions {

    private final Parts parts;
    private final Component page;
    private final Words words;
    private final Runnable asked;

    record Parts(BulkOperations bulk, Operations operations, CurrentUser currentUser, ProofPrompt prompt, Live live) {}

    /**
     * @param page receives progress while it is attached
     * @param asked runs after the first operation was submitted
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
