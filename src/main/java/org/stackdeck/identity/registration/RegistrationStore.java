package org.stackdeck.identity.registration;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.account.AccountEntity;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.account.NewAccount;
import org.stackdeck.identity.mail.MailRecipient;
import org.stackdeck.identity.secret.SecretToken;

/** Stores registrations: as pending accounts, or as conflicts if the name is taken. Deletes expired ones. */
@Component
public class RegistrationStore {

    private static final int MAX_TRIES = 4;
    private static final Duration PENDING_LIFETIME = Duration.ofDays(30);

    private final AccountRepository accounts;
    private final RegistrationNameConflictService conflicts;
    private final RegistrationPolicyService policy;
    private final RegistrationStatusTokenService statusTokenService;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final TransactionTemplate transaction;

    RegistrationStore(
            AccountRepository accounts,
            RegistrationNameConflictService conflicts,
            RegistrationPolicyService policy,
            RegistrationStatusTokenService statusTokenService,
            AuditTrail audit,
            ApplicationEventPublisher events,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.conflicts = conflicts;
        this.policy = policy;
        this.statusTokenService = statusTokenService;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** @param statusToken returned to the applicant */
    record StoredRegistration(SecretToken statusToken, boolean isNameTaken) {}

    /** @throws RegistrationNotAllowedException if registration is not open */
    StoredRegistration save(
            NewAccount newAccount,
            String hash,
            @Nullable MailRecipient contact,
            String source,
            Caller.Channel channel) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(_ -> store(newAccount, hash, contact, source, channel));
            } catch (DataIntegrityViolationException | ConcurrencyFailureException e) {
                // After this transaction looked up the name, another applicant took it or caused its first conflict.
                if (attempt >= MAX_TRIES) {
                    throw e;
                }
            }
        }
    }

    private StoredRegistration store(
            NewAccount newAccount,
            String hash,
            @Nullable MailRecipient contact,
            String source,
            Caller.Channel channel) {
        // Checked again, because hashing may have waited and a changed policy takes effect immediately.
        policy.requireRegistrationAllowed();
        Instant now = clock.instant();
        events.publishEvent(new RegistrationsChanged());
        if (accounts.findByName(newAccount.name().value()).isPresent()) {
            return new StoredRegistration(conflicts.report(newAccount, source, now), true);
        }
        AccountEntity accountEntity = accounts.saveAndFlush(new AccountEntity(
                newAccount.name(), newAccount.displayName(), User.State.PENDING, User.Role.MEMBER, hash, now));
        String id = accountEntity.id().toString();
        audit.record(RegistrationService.entry(newAccount, source, channel, id, AuditEntry.Result.ACCEPTED, null));
        events.publishEvent(new RegistrationReceived(accountEntity.id(), newAccount.name()));
        if (contact != null) {
            events.publishEvent(
                    new RegistrationContactGiven(accountEntity.id(), contact.address(), contact.language()));
        }
        return new StoredRegistration(statusTokenService.issueForAccount(accountEntity.id()), false);
    }

    /** Deletes pending accounts that were not approved in time. */
    public void deleteExpired() {
        Instant before = clock.instant().minus(PENDING_LIFETIME);
        transaction.executeWithoutResult(_ -> {
            int deleted = accounts.deleteOlderThan(User.State.PENDING, before);
            if (deleted > 0) {
                events.publishEvent(new RegistrationsChanged());
                AuditDetail detail = AuditDetail.of("deleted", deleted);
                audit.record(AuditEntry.ofSystem("user.expire", "user", null, null, AuditEntry.Result.SUCCESS, detail));
            }
        });
    }
}
