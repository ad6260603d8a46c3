package org.stackdeck.identity.account;

import java.time.Clock;
import org.springframework.stereotype.Component;
import org.stackdeck.identity.User;
import org.stackdeck.identity.password.PasswordResetCodeRepository;

/** Counts, creates and restores administrators. Once an administrator exists, there is always at least one. */
@Component
public class AdministratorAccountStore {

    private final AccountRepository accounts;
    private final PasswordResetCodeRepository codes;
    private final Clock clock;
    /**
     * Whether an administrator exists. Once true, the value remains true, because the last administrator can be neither
     * disabled nor demoted.
     */
    private volatile boolean administratorExists;

    AdministratorAccountStore(AccountRepository accounts, PasswordResetCodeRepository codes, Clock clock) {
        this.accounts = accounts;
        this.codes = codes;
        this.clock = clock;
    }

    /**
     * Prevents changes to accounts by administrators in other transactions until this transaction ends. Accounts that
     * the transaction has read before must be read again, because they may have changed until the lock was acquired.
     */
    public void lock() {
        accounts.lockAdministrators();
    }

    public boolean anyExists() {
        if (!administratorExists) {
            administratorExists = count() > 0;
        }
        return administratorExists;
    }

    boolean isLast(AccountEntity accountEntity) {
        return accountEntity.isAdministrator() && count() == 1;
    }

    public User createOrRestore(NewAccount newAccount, String hash) {
        AccountEntity accountEntity = accounts.findByName(newAccount.name().value())
                .orElseGet(() -> new AccountEntity(
                        newAccount.name(),
                        newAccount.displayName(),
                        User.State.ACTIVE,
                        User.Role.ADMINISTRATOR,
                        hash,
                        clock.instant()));
        accountEntity.changeTo(User.State.ACTIVE);
        accountEntity.changeTo(User.Role.ADMINISTRATOR);
        accountEntity.setPasswordHash(hash);
        codes.deleteByAccount(accountEntity.id().value());
        return accounts.saveAndFlush(accountEntity).toUser();
    }

    private long count() {
        return accounts.countByStateAndRole(User.State.ACTIVE, User.Role.ADMINISTRATOR);
    }
}
