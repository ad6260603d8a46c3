package org.stackdeck.ui.servers;

import com.vaadin.flow.spring.annotation.UIScope;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.Order;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerAction;
import org.stackdeck.operations.DeletedServers;
import org.stackdeck.operations.Operation;
import org.stackdeck.ui.operations.WayAgain;

/** Restores a soft-deleted server. */
@Component
@UIScope
class ServerRestore implements WayAgain {

    private final DeletedServers deleted;
    private final ServerAsker asker;

    ServerRestore(DeletedServers deleted, ServerAsker asker) {
        this.deleted = deleted;
        this.asker = asker;
    }

    @Override
    public Optional<String> label(Operation operation) {
        return restorable(operation).map(_ -> "servers.menu." + ServerAction.RESTORE.word());
    }

    @Override
    public String icon() {
        return "undo";
    }

    /** A server that the inventory contains was restored outside Stackdeck. */
    private Optional<Server> restorable(Operation operation) {
        return deleted.keptAfter(operation)
                .filter(_ -> asker.listed(operation).isEmpty())
                .filter(server -> asker.may(server, ServerAction.RESTORE));
    }

    @Override
    public void take(Operation operation) {
        restorable(operation).ifPresent(server -> asker.ask(server, Order.of(ServerAction.RESTORE)));
    }
}
