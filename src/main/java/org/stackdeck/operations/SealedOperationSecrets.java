package org.stackdeck.operations;

import org.springframework.stereotype.Component;
import org.stackdeck.identity.SealedSecrets;

/** Sealed passwords and user data of operations that are not sent yet. */
@Component
class SealedOperationSecrets implements SealedSecrets {

    private final OperationStore store;

    SealedOperationSecrets(OperationStore store) {
        this.store = store;
    }

    @Override
    public long countUnreadable() {
        return store.countUnreadable();
    }

    @Override
    public String description() {
        return "passwords and user data of pending operations";
    }
}
