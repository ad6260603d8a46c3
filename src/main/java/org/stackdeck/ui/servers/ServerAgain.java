package org.stackdeck.ui.servers;

import com.vaadin.flow.spring.annotation.UIScope;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.operations.Again;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.operations.WayAgain;

/** Runs the same action on the same server with the same arguments. */
@Component
@UIScope
class ServerAgain implements WayAgain {

    private final ServerAsker asker;

    ServerAgain(ServerAsker asker) {
        this.asker = asker;
    }

    @Override
    public Optional<String> label(Operation operation) {
        return Again.of(operation) == Again.SAME_ORDER && available(operation)
                ? Optional.of("operation.again")
                : Optional.empty();
    }

    private boolean available(Operation operation) {
        return asker.listed(operation)
                .filter(server -> asker.may(server, operation.action()))
                .isPresent();
    }

    @Override
    public void take(Operation operation) {
        asker.listed(operation).ifPresent(server -> asker.ask(server, Again.order(operation)));
    }
}
