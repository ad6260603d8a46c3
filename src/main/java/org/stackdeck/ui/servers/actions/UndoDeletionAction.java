package org.stackdeck.ui.servers.actions;

import com.vaadin.flow.spring.annotation.UIScope;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.action.ActionRequest;
import org.stackdeck.cloud.action.ServerAction;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.detail.SoftDeletedServerLookup;
import org.stackdeck.ui.operations.OperationFollowUpAction;

/** Restores the server that an operation has soft-deleted. */
@Component
@UIScope
class UndoDeletionAction implements OperationFollowUpAction {

    private final SoftDeletedServerLookup deleted;
    private final OperationRerunSubmitter submitter;

    UndoDeletionAction(SoftDeletedServerLookup deleted, OperationRerunSubmitter submitter) {
        this.deleted = deleted;
        this.submitter = submitter;
    }

    @Override
    public Optional<String> labelKey(Operation operation) {
        return findRestorable(operation).map(_ -> "servers.menu." + ServerAction.RESTORE.code());
    }

    @Override
    public String icon() {
        return "undo";
    }

    /**
     * Returns the soft-deleted server; empty if the viewer may not restore it. Also returns empty if the inventory
     * contains the server, because the server has already been restored.
     */
    private Optional<Server> findRestorable(Operation operation) {
        return deleted.findAfter(operation)
                .filter(_ -> submitter.findServer(operation).isEmpty())
                .filter(server -> submitter.isAvailable(server, ServerAction.RESTORE));
    }

    @Override
    public void run(Operation operation) {
        findRestorable(operation).ifPresent(server -> submitter.rerun(server, ActionRequest.of(ServerAction.RESTORE)));
    }
}
