package org.stackdeck.operations;

import java.util.Optional;

/** Access to earlier requests with the same key during admission. */
interface Repetition {

    /** For requests without an idempotency key. */
    Repetition NONE = new Repetition() {

        @Override
        public Optional<Operation> before() {
            return Optional.empty();
        }

        @Override
        public void accepted(OperationId operation) {
            // nothing to store
        }
    };

    /** The operation accepted for an earlier request. */
    Optional<Operation> before();

    /**
     * Runs in the transaction that accepts the operation.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the request is being accepted concurrently
     */
    void accepted(OperationId operation);
}
