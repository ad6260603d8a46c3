package org.stackdeck.operations;

import java.util.Optional;
import java.util.function.Consumer;
import org.stackdeck.cloud.Server;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.Caller;
import org.stackdeck.platform.Subscription;

/** Servers that were deleted and that their cloud keeps for a while, so that they can be restored. No list has them. */
public interface DeletedServers {

    /**
     * The server, as the cloud has it now, if the caller may see it. Asks the cloud and blocks: the project in which the
     * console knows the server, else those in which the caller has any rights.
     *
     * @throws org.stackdeck.cloud.CloudException when the cloud does not tell
     * @throws TooManyQuestionsException when the caller has asked for too many of which the console knows nothing
     */
    Optional<Server> find(Caller caller, ServerKey server);

    /** Whether it is worth asking the cloud for: the console has deleted it or protects it, and the caller may know. */
    boolean worthAsking(Caller caller, ServerKey server);

    /**
     * The server that this very deletion took away and that the cloud kept when it was last asked, for whoever may know of the
     * operation. Asks no cloud.
     */
    Optional<Server> keptAfter(Operation deletion);

    /** Tells of each server of which {@link #keptAfter} has another answer now. The watcher must not block. */
    Subscription watch(Consumer<ServerKey> watcher);
}
