package org.stackdeck.identity;

import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.stackdeck.audit.AuditTrail;

/** Creates the real executor of administrator actions without a database. */
public final class TestAdminActionExecutors {

    private TestAdminActionExecutors() {}

    /** Creates an executor that never requires re-authentication. */
    public static AdminActionExecutor of(UserDirectory userDirectory, AuditTrail trail) {
        return of(userDirectory, trail, new NothingStored());
    }

    /** Creates an executor that never requires re-authentication and uses the given transaction manager. */
    public static AdminActionExecutor of(
            UserDirectory userDirectory, AuditTrail trail, PlatformTransactionManager transactions) {
        return new AdminActionExecutor(userDirectory, new FakeStepUpCheck(), trail, transactions);
    }

    /** Returns a transaction manager without a database. */
    public static PlatformTransactionManager transactions() {
        return new NothingStored();
    }

    private static final class NothingStored extends AbstractPlatformTransactionManager {

        private static final long serialVersionUID = 1L;

        @Override
        protected Object doGetTransaction() {
            return this;
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {}

        @Override
        protected void doCommit(DefaultTransactionStatus status) {}

        @Override
        protected void doRollback(DefaultTransactionStatus status) {}
    }
}
