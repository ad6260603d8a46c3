package org.stackdeck.operations;

import java.util.Set;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.launch.NewServer;

/**
 * Parameters of a failed or cancelled launch, for another attempt.
 *
 * @param server without key pair, user data and ports
 * @param leftOut the omitted parameters that the launch contained
 */
public record FailedLaunch(CloudName cloud, ProjectId project, NewServer server, Set<OmittedField> leftOut) {

    public FailedLaunch {
        leftOut = Set.copyOf(leftOut);
    }

    /** Parameter that is not retained and must be entered again. */
    public enum OmittedField {
        /** Belongs to one user. */
        KEY("key"),
        /** May contain secrets. */
        USER_DATA("userData"),
        /** A port can be used only once. */
        PORTS("ports");

        private final String code;

        OmittedField(String word) {
            this.code = word;
        }

        /** The name in the REST API. */
        public String code() {
            return code;
        }
    }
}
