package org.stackdeck.operations;

import java.util.UUID;

public record OperationId(UUID value) {

    public static OperationId random() {
        return new OperationId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
