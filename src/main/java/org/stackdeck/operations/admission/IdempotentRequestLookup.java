package org.stackdeck.operations.admission;

import java.util.Optional;
import org.stackdeck.operations.Operation;
import org.stackdeck.operations.OperationId;

/** Access to earlier requests with the same key during admission. */
interface IdempotentRequestLookup {

    /** For requests without an idempotency key. */
    IdempotentRequestLookup NONE = new IdempotentRequestLookup() {

        @Override
        public Optional<Operation> findAccepted() {
            return Optional.empty();
        }

        @Override
        public void onAccepted(OperationId operation) {
            // nothing to store
        }
    };

    /** The operation accepted for an earlier request. */
    Optional<Operation> findAccepted();

    /**
     * Runs in the transaction that accepts the operation.
     *
     * @throws org.springframework.dao.DuplicateKeyException if the request is being accepted concurrently
     */
    void onAccepted(OperationId operation);
}
