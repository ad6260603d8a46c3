package org.stackdeck.ui.operations;

import com.vaadin.flow.spring.annotation.UIScope;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.operations.Operation;

/** Selects and runs the action by which the viewer of this page can run an operation again. */
@Component
@UIScope
public class RerunActionSelector {

    private final List<OperationFollowUpAction> actions;

    RerunActionSelector(List<OperationFollowUpAction> rerunActions) {
        this.actions = rerunActions;
    }

    /** Returns the message key of the available action; empty if there is none. */
    public Optional<String> labelKey(Operation operation) {
        return actions.stream()
                .flatMap(operationFollowUpAction -> operationFollowUpAction.labelKey(operation).stream())
                .findFirst();
    }

    /** Returns the icon of the available action, or a default icon. */
    String icon(Operation operation) {
        return actions.stream()
                .filter(operationFollowUpAction ->
                        operationFollowUpAction.labelKey(operation).isPresent())
                .findFirst()
                .map(OperationFollowUpAction::icon)
                .orElse("reboot");
    }

    /** Runs the action if it is still available. */
    public void run(Operation operation) {
        actions.stream()
                .filter(operationFollowUpAction ->
                        operationFollowUpAction.labelKey(operation).isPresent())
                .findFirst()
                .ifPresent(operationFollowUpAction -> operationFollowUpAction.run(operation));
    }
}
