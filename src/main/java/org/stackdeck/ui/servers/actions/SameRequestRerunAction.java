package org.stackdeck.ui.servers.actions;

import com.vaadin.flow.spring.annotation.UIScope;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.RerunPolicy;
import org.stackdeck.ui.operations.OperationFollowUpAction;

/** Runs the action of an operation again, on the same server with the same arguments. */
@Component
@UIScope
class SameRequestRerunAction implements OperationFollowUpAction {

    private final OperationRerunSubmitter submitter;

    SameRequestRerunAction(OperationRerunSubmitter submitter) {
        this.submitter = submitter;
    }

    @Override
    public Optional<String> labelKey(Operation operation) {
        return RerunPolicy.of(operation) == RerunPolicy.SAME_REQUEST && available(operation)
                ? Optional.of("operation.again")
                : Optional.empty();
    }

    private boolean available(Operation operation) {
        return submitter
                .findServer(operation)
                .filter(server -> submitter.isAvailable(server, operation.serverAction()))
                .isPresent();
    }

    @Override
    public void run(Operation operation) {
        submitter.findServer(operation).ifPresent(server -> submitter.rerun(server, RerunPolicy.requestFor(operation)));
    }
}
