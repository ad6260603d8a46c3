package org.stackdeck.requests;

import java.util.Map;
import org.stackdeck.cloud.ServerId;

/** What a target's parts are called now. */
record TargetNames(String project, Map<ServerId, String> servers) {

    static final TargetNames NONE = new TargetNames("", Map.of());
}
