package org.stackdeck.launchtemplates;

import java.util.UUID;

/** ID of a launch template. */
public record LaunchTemplateId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
