package org.stackdeck.operations.execution;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.stackdeck.operations.Operation.Failure;
import org.stackdeck.operations.state.OperationFailures;

/**
 * Condition for sending an operation. Stores the reason if the condition is not met. Not thread-safe.
 *
 * @see org.stackdeck.cloud.client.ChangeCondition
 */
final class SendCondition implements BooleanSupplier {

    private final Supplier<Optional<Failure>> check;
    private Failure refusal = OperationFailures.REVOKED;

    /** @param check returns the reason why the operation must not be sent; empty if it may be sent */
    SendCondition(Supplier<Optional<Failure>> check) {
        this.check = check;
    }

    @Override
    public boolean getAsBoolean() {
        Optional<Failure> found = check.get();
        found.ifPresent(failure -> refusal = failure);
        return found.isEmpty();
    }

    Failure refusal() {
        return refusal;
    }
}
