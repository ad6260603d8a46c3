package org.stackdeck.launchtemplates;

import java.util.UUID;

public record LaunchTemplateId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
