package org.stackdeck.requests;

import java.util.Map;
import org.stackdeck.cloud.ServerId;

/** Current names of the project and servers of a target. */
record TargetNames(String project, Map<ServerId, String> servers) {

    static final TargetNames NONE = new TargetNames("", Map.of());
}
