package org.stackdeck.operations.detail;

import java.io.IOException;
import java.util.List;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;

/** Exports servers to a file that a user downloads. */
public interface ServerExportService {

    /** Maximum number of concurrent exports of a user. */
    int MAX_PER_USER = 2;

    /**
     * Description of an export for the audit trail.
     *
     * @param view name of the view; empty if the servers are not from a view
     */
    record Export(String format, String view) {}

    interface Destination {
        void write(List<Server> servers) throws IOException;
    }

    /**
     * Passes the current data of the servers to the destination, in the given order. Omits servers that the caller
     * cannot see now. The export is audited before the data is passed.
     *
     * @param servers the servers that a page shows
     * @return false, without calling the destination, if {@value #MAX_PER_USER} exports of the caller are running
     * @throws IOException if the destination throws it
     * @throws org.stackdeck.identity.session.SessionEndedException if the caller's session has ended
     */
    boolean export(Caller caller, List<ServerKey> servers, Export export, Destination destination) throws IOException;

    /** Returns whether {@value #MAX_PER_USER} exports of the caller are running, so that another one is refused. */
    boolean isBusy(Caller caller);
}
