package org.stackdeck.identity;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** Counts and creates administrators. Once an administrator exists, there is always at least one. */
@Component
class Administrators {

    private final AccountRepository accounts;
    private final AdministratorLockRepository lock;
    private final ResetCodeRepository codes;
    private final Clock clock;
    /** Stays true, since the last administrator can be neither disabled nor demoted. */
    private volatile boolean seen;

    Administrators(
            AccountRepository accounts, AdministratorLockRepository lock, ResetCodeRepository codes, Clock clock) {
        this.accounts = accounts;
        this.codes = codes;
        this.lock = lock;
        this.clock = clock;
    }

    /**
     * Prevents changes of administrators in other transactions until this one ends. Must be the first statement of the
     * transaction.
     */
    void lock() {
        lock.acquire();
    }

    boolean exist() {
        if (!seen) {
            seen = count() > 0;
        }
        return seen;
    }

    boolean isLast(Account account) {
        return account.administrator() && count() == 1;
    }

    User install(NewAccount wish, String hash) {
        Account account = accounts.findByName(wish.name().value())
                .orElseGet(() -> new Account(
                        wish.name(),
                        wish.displayName(),
                        User.State.ACTIVE,
                        User.Role.ADMINISTRATOR,
                        hash,
                        clock.instant().truncatedTo(ChronoUnit.MICROS)));
        account.become(User.State.ACTIVE);
        account.become(User.Role.ADMINISTRATOR);
        account.password(hash);
        codes.drop(account.id().value());
        return accounts.saveAndFlush(account).toUser();
    }

    private long count() {
        return accounts.countByStateAndRole(User.State.ACTIVE, User.Role.ADMINISTRATOR);
    }
}
