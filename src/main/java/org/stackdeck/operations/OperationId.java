package org.stackdeck.operations;

import java.util.UUID;

/** Id of an operation. */
public record OperationId(UUID value) {

    @Override
    public String toString() {
        return value.toString();
    }
}
