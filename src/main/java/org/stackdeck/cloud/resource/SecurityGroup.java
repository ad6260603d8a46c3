package org.stackdeck.cloud.resource;

import java.util.List;
import org.jspecify.annotations.Nullable;

public record SecurityGroup(
        String id, String name, @Nullable String description, List<SecurityRule> rules) implements SelectableResource {

    public SecurityGroup {
        rules = List.copyOf(rules);
    }
}
