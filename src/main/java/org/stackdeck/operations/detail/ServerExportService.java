package org.stackdeck.operations.detail;

import java.io.IOException;
import java.util.List;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.cloud.server.Server;
import org.stackdeck.identity.Caller;

/** Provides the servers for a file that a user downloads. */
public interface ServerExportService {

    /** Maximum number of exports of a user at the same time. */
    int MAX_PER_USER = 2;

    /**
     * Description for the audit trail.
     *
     * @param view name of the view; empty if the servers are not those of a view
     */
    record Export(String format, String view) {}

    /** Writes the servers to the file. */
    interface Destination {
        void write(List<Server> servers) throws IOException;
    }

    /**
     * Passes the current data of the servers to the destination, in the given order, without servers that the caller
     * cannot see now. Audited before the data is passed.
     *
     * @param servers the servers that a page shows
     * @return false, without a call of the destination, if {@value #MAX_PER_USER} exports of the caller are running
     * @throws IOException if the destination throws it
     * @throws org.stackdeck.identity.session.SessionEndedException if the caller's session has ended
     */
    boolean export(Caller caller, List<ServerKey> servers, Export export, Destination destination) throws IOException;

    /** Returns whether {@value #MAX_PER_USER} exports of the caller are running, so that another one is refused. */
    boolean isBusy(Caller caller);
}
