package org.stackdeck.ui.servers.detail;

import java.util.Optional;
import java.util.function.Supplier;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.ui.servers.actions.ServerActionSubmitter;
import org.stackdeck.ui.servers.grid.ServerRow;

/**
 * Starts actions on the server of a page, with its current data. Does nothing if the server does not exist or is not
 * visible.
 *
 * @param row returns the current server
 */
record ServerDetailActionSubmitter(Supplier<Optional<ServerRow>> row, ServerActionSubmitter submitter) {

    void start(ServerAction action) {
        row.get().ifPresent(now -> submitter.start(now, action));
    }

    void submit(ActionRequest actionRequest) {
        row.get().ifPresent(now -> submitter.confirmAndSubmit(now.server(), actionRequest));
    }
}
