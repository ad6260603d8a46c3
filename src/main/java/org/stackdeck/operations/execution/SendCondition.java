package org.stackdeck.operations.execution;

import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.stackdeck.operations.Operation.Failure;
import org.stackdeck.operations.state.OperationFailureFactory;

/**
 * Condition for sending an operation. Stores the reason if the condition is not met. Not thread-safe.
 *
 * @see org.stackdeck.cloud.client.ChangeCondition
 */
final class SendCondition implements BooleanSupplier {

    private final BooleanSupplier claim;
    private final Supplier<Optional<Failure>> check;
    private Failure refusal = OperationFailureFactory.REVOKED;
    private boolean overtaken;

    /** @param check returns the reason why the operation must not be sent; empty if it may be sent */
    SendCondition(Supplier<Optional<Failure>> check) {
        this(() -> true, check);
    }

    /**
     * @param claim returns whether this instance may still send the operation. After a pause of this instance, a
     *     different instance may have returned the operation to WAITING
     */
    SendCondition(BooleanSupplier claim, Supplier<Optional<Failure>> check) {
        this.claim = claim;
        this.check = check;
    }

    @Override
    public boolean getAsBoolean() {
        overtaken = !claim.getAsBoolean();
        if (overtaken) {
            return false;
        }
        Optional<Failure> found = check.get();
        found.ifPresent(failure -> refusal = failure);
        return found.isEmpty();
    }

    /** Returns whether another instance executes the operation. This instance must then not change its state. */
    boolean isOvertaken() {
        return overtaken;
    }

    Failure refusal() {
        return refusal;
    }
}
