package org.stackdeck.operations.state;

import org.springframework.stereotype.Component;
import org.stackdeck.identity.secret.SecretKeyCheck;

/** Sealed passwords and user data of operations that are not sent yet. */
@Component
class SealedOperationSecrets implements SecretKeyCheck {

    private final OperationRepository operationRepository;

    SealedOperationSecrets(OperationRepository operationRepository) {
        this.operationRepository = operationRepository;
    }

    @Override
    public long countUnreadable() {
        return operationRepository.countUnreadable();
    }

    @Override
    public String description() {
        return "passwords and user data of pending operations";
    }
}
