package org.stackdeck.operations.detail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;
import org.stackdeck.inventory.Inventory;

/** Exports the visible servers of an inventory and records the exports. */
public class FakeServerExportService implements ServerExportService {

    private final Inventory inventory;
    private final List<Export> exports = new ArrayList<>();
    private boolean busy;

    public FakeServerExportService(Inventory inventory) {
        this.inventory = inventory;
    }

    public List<Export> exports() {
        return exports;
    }

    /** Sets whether further exports are refused. */
    public void setBusy(boolean now) {
        busy = now;
    }

    @Override
    public boolean isBusy(Caller caller) {
        return busy;
    }

    @Override
    public boolean export(Caller caller, List<ServerKey> servers, Export export, Destination destination)
            throws IOException {
        if (busy) {
            return false;
        }
        exports.add(export);
        Map<ServerKey, Server> visible = inventory.current(caller.userId()).servers();
        destination.write(
                servers.stream().map(visible::get).filter(Objects::nonNull).toList());
        return true;
    }
}
