package org.stackdeck.accessrequests;

import java.util.Map;
import org.stackdeck.cloud.ServerId;

/** Current names of the project and of the servers or other resources of a target. */
record AccessRequestTargetNames(String project, Map<ServerId, String> servers) {

    static final AccessRequestTargetNames NONE = new AccessRequestTargetNames("", Map.of());
}
