package org.stackdeck.operations;

import java.util.Set;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.NewServer;
import org.stackdeck.cloud.ProjectId;

/**
 * What was asked for by a launch that made no server, so that it can be asked for again.
 *
 * @param server with neither key nor user data, nor ports
 * @param leftOut what it was asked for with besides
 */
public record FailedLaunch(CloudName cloud, ProjectId project, NewServer server, Set<LeftOut> leftOut) {

    public FailedLaunch {
        leftOut = Set.copyOf(leftOut);
    }

    /** What is not kept of a launch, and has to be given anew. */
    public enum LeftOut {
        /** Somebody's own. */
        KEY("key"),
        /** It may hold secrets. */
        USER_DATA("userData"),
        /** Each is there but once. */
        PORTS("ports");

        private final String word;

        LeftOut(String word) {
            this.word = word;
        }

        /** As in the REST API. */
        public String word() {
            return word;
        }
    }
}
