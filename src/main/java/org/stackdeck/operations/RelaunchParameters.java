package org.stackdeck.operations;

import java.util.Set;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.launch.NewServer;

/**
 * Parameters of a failed or cancelled launch, which the user can launch again.
 *
 * @param server without key pair, user data and ports
 * @param omittedFields parameters of the launch that {@code server} omits
 */
public record RelaunchParameters(
        CloudName cloud, ProjectId project, NewServer server, Set<OmittedField> omittedFields) {

    public RelaunchParameters {
        omittedFields = Set.copyOf(omittedFields);
    }

    /** A launch parameter that is not stored and must be entered again. */
    public enum OmittedField {
        /** Omitted because a key pair belongs to one user. */
        KEY("key"),
        /** Omitted because user data may contain secrets. */
        USER_DATA("userData"),
        /** Omitted because only one server can use a port. */
        PORTS("ports");

        private final String code;

        OmittedField(String code) {
            this.code = code;
        }

        /** Returns the name in the REST API. */
        public String code() {
            return code;
        }
    }
}
