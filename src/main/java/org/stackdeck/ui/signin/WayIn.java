package org.stackdeck.ui.signin;

import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.stackdeck.identity.RegistrationPolicy;
import org.stackdeck.platform.DatabaseFailures;

/** How people get an account, for the pages that say so. It decides nothing. */
@Component
class WayIn {

    /** What the pages' templates know it by. */
    static final String ATTRIBUTE = "registration";

    private final RegistrationPolicy policy;
    private volatile RegistrationPolicy.Mode known = RegistrationPolicy.Mode.APPROVAL;

    WayIn(RegistrationPolicy policy) {
        this.policy = policy;
    }

    /** As it was last known while the database is away. */
    RegistrationPolicy.Mode now() {
        try {
            known = policy.mode();
        } catch (DataAccessException | TransactionException e) {
            if (!DatabaseFailures.away(e)) {
                throw e;
            }
        }
        return known;
    }

    /** Without asking the database. */
    RegistrationPolicy.Mode known() {
        return known;
    }
}
