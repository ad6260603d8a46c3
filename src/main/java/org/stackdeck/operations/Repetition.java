package org.stackdeck.operations;

import java.util.Optional;

/** What is known of earlier requests for the same, while one of them is decided on. */
interface Repetition {

    /** Of a request that is not to be known again. */
    Repetition NONE = new Repetition() {

        @Override
        public Optional<Operation> before() {
            return Optional.empty();
        }

        @Override
        public void accepted(OperationId operation) {
            // nothing to remember
        }
    };

    /** What was accepted of an earlier one. */
    Optional<Operation> before();

    /**
     * Within the transaction that accepts it.
     *
     * @throws org.springframework.dao.DuplicateKeyException when the same is being accepted elsewhere
     */
    void accepted(OperationId operation);
}
