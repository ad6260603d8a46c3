package org.stackdeck.identity.password;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.account.AccountEntity;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.mail.AccountMailer;
import org.stackdeck.identity.mail.MailRecipient;
import org.stackdeck.identity.mail.MailRecipientService;
import org.stackdeck.identity.secret.SecretTokens;
import org.stackdeck.identity.signin.AttemptThrottle;
import org.stackdeck.platform.CoalescingTask;

/**
 * Sends reset codes by e-mail at the request of users who are not signed in. A request is only queued, so that neither
 * the response nor its time reveals whether the account exists or has an address. Requests are dropped if the queue is
 * full, and lost if the process ends; the user can repeat them.
 */
@Service
public class MailedResetCodeService {

    private static final Logger LOG = LoggerFactory.getLogger(MailedResetCodeService.class);

    static final int CAPACITY = 500;
    /**
     * Maximum number of codes for a user within an hour. The number is limited, because anyone can request codes, and
     * each one invalidates the previous one.
     */
    private static final int MAX_PER_HOUR = 3;

    private static final String ACTION = "user.request-reset";

    private final AccountRepository accounts;
    private final PasswordResetCodeRepository codes;
    private final MailRecipientService recipients;
    private final AccountMailer mailer;
    private final AttemptThrottle attemptThrottle;
    private final AuditTrail audit;
    private final Clock clock;
    private final TransactionTemplate transaction;
    private final BlockingQueue<Request> waiting = new LinkedBlockingQueue<>(CAPACITY);
    private final CoalescingTask handling = new CoalescingTask("reset-requests", this::handleWaiting);

    private record Request(UserName name, String source) {}

    MailedResetCodeService(
            AccountRepository accounts,
            PasswordResetCodeRepository codes,
            MailRecipientService recipients,
            AccountMailer mailer,
            AttemptThrottle attemptThrottle,
            AuditTrail audit,
            Clock clock,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.codes = codes;
        this.recipients = recipients;
        this.mailer = mailer;
        this.attemptThrottle = attemptThrottle;
        this.audit = audit;
        this.clock = clock;
        this.transaction = new TransactionTemplate(transactions);
    }

    public boolean isAvailable() {
        return mailer.isConfigured();
    }

    /**
     * Requests a code for the account with this name. The code is valid for 30 minutes. The request has no effect if
     * the account does not exist, is not active or has no confirmed address, while a code from an administrator is
     * valid, or after too many requests for the account.
     *
     * @throws org.stackdeck.identity.TooManyAttemptsException after too many requests from the address, for any names
     */
    public void request(String typedName, String source) {
        attemptThrottle.recordResetRequest(source);
        Optional<UserName> name = UserName.parse(typedName.strip());
        if (isAvailable() && name.isPresent() && waiting.offer(new Request(name.get(), source))) {
            handling.trigger();
        }
    }

    private void handleWaiting() {
        for (Request request = waiting.poll(); request != null; request = waiting.poll()) {
            try {
                handle(request);
            } catch (RuntimeException e) {
                LOG.warn("Could not process a request for a password reset code. The user can repeat the request", e);
            }
        }
    }

    private void handle(Request request) {
        String refusal = transaction.execute(_ -> sendCode(request).orElse(""));
        if (!refusal.isEmpty()) {
            audit.recordRefusal(entry(request, null, AuditEntry.Result.REFUSED, AuditDetail.ofReason(refusal)));
        }
    }

    /** Returns the reason for a refusal; empty if a code was sent. */
    private Optional<String> sendCode(Request request) {
        AccountEntity account = accounts.lockByName(request.name().value()).orElse(null);
        if (account == null) {
            return Optional.of("no-such-user");
        }
        if (account.state() != User.State.ACTIVE) {
            return Optional.of(account.state().reasonCode());
        }
        UserId user = account.id();
        Instant now = clock.instant();
        // A code from an administrator is kept: otherwise, anyone could invalidate it.
        if (codes.existsByAccountIdAndSessionIdIsNotNullAndExpiresAtAfter(user.value(), now)) {
            return Optional.of("has-reset-code");
        }
        Optional<MailRecipient> recipient = recipients.find(user);
        if (recipient.isEmpty()) {
            return Optional.of("no-email-address");
        }
        if (mailer.countResetCodes(user, Duration.ofHours(1)) >= MAX_PER_HOUR) {
            return Optional.of("too-many-reset-codes");
        }
        String code = SecretTokens.newCode();
        mailer.sendResetCode(user, request.name().value(), recipient.get(), code);
        codes.save(new PasswordResetCodeEntity(
                user, null, SecretTokens.digestOfCode(code), now.plus(PasswordResetService.CODE_LIFETIME)));
        audit.record(entry(request, user, AuditEntry.Result.SUCCESS, null));
        return Optional.empty();
    }

    private static AuditEntry entry(
            Request request, @Nullable UserId user, AuditEntry.Result result, @Nullable AuditDetail detail) {
        String id = user == null ? null : user.toString();
        String name = request.name().value();
        return new AuditEntry(
                id, name, request.source(), Caller.Channel.UI.name(), ACTION, "user", id, name, result, detail);
    }
}
