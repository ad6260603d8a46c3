package org.stackdeck.identity.mail;

import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.InvalidInputException;
import org.stackdeck.identity.InvalidInputException.InputField;
import org.stackdeck.identity.InvalidInputException.InputProblem;
import org.stackdeck.identity.StepUpCheck;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.mail.EmailAddressRepository.StoredEmail;
import org.stackdeck.identity.secret.SecretTokens;
import org.stackdeck.identity.session.LoginSessionService;
import org.stackdeck.identity.signin.AttemptThrottle;

/** Stores addresses in the database. */
@Service
class JdbcEmailAddressService implements EmailAddressService {

    private static final Duration CODE_LIFETIME = Duration.ofHours(24);

    private final EmailAddressRepository repository;
    private final EmailChangeRecorder recorder;
    private final AccountRepository accounts;
    private final AccountMailer mailer;
    private final LoginSessionService loginSessionService;
    private final StepUpCheck stepUpCheck;
    private final AttemptThrottle attemptThrottle;
    private final Clock clock;

    JdbcEmailAddressService(
            EmailAddressRepository repository,
            EmailChangeRecorder recorder,
            AccountRepository accounts,
            AccountMailer mailer,
            LoginSessionService loginSessionService,
            StepUpCheck stepUpCheck,
            AttemptThrottle attemptThrottle,
            Clock clock) {
        this.repository = repository;
        this.recorder = recorder;
        this.accounts = accounts;
        this.mailer = mailer;
        this.loginSessionService = loginSessionService;
        this.stepUpCheck = stepUpCheck;
        this.attemptThrottle = attemptThrottle;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public OwnEmail find(Caller caller) {
        return repository
                .find(caller.userId())
                .map(stored -> new OwnEmail(stored.confirmed(), stored.pending()))
                .orElseGet(() -> new OwnEmail(Optional.empty(), Optional.empty()));
    }

    @Override
    @Transactional
    public void requestChange(Caller caller, String typed, Locale language) {
        attemptThrottle.recordChange(caller);
        EmailAddress address =
                EmailAddress.parse(typed).orElseThrow(() -> problem(InputField.EMAIL, InputProblem.EMAIL_FORM));
        UserId user = caller.userId();
        lock(user);
        stepUpCheck.require(caller);
        String code = SecretTokens.newCode();
        repository.storePending(
                user, address, SecretTokens.digestOfCode(code), clock.instant().plus(CODE_LIFETIME), language);
        mailer.sendConfirmation(user, caller.userName().value(), new MailRecipient(address, language), code, false);
        recorder.record(caller, "user.request-email");
    }

    @Override
    @Transactional
    public void confirm(Caller caller, String code) {
        loginSessionService.requireActive(caller);
        attemptThrottle.recordChange(caller);
        UserId user = caller.userId();
        lock(user);
        Optional<StoredEmail> before = repository.find(user);
        if (!repository.confirm(user, SecretTokens.digestOfCode(code), clock.instant())) {
            throw problem(InputField.CODE, InputProblem.CODE_WRONG);
        }
        if (before.filter(stored -> stored.pending().equals(stored.confirmed())).isPresent()) {
            // The user has confirmed the same address again.
            recorder.record(caller, "user.confirm-email");
            return;
        }
        before.ifPresent(stored -> reportToPrevious(caller, stored));
        recorder.recordChange(caller, "user.confirm-email");
    }

    @Override
    @Transactional
    public void cancelChange(Caller caller) {
        loginSessionService.requireActive(caller);
        attemptThrottle.recordChange(caller);
        lock(caller.userId());
        if (repository.deletePending(caller.userId())) {
            recorder.record(caller, "user.cancel-email");
        }
    }

    @Override
    @Transactional
    public void remove(Caller caller) {
        attemptThrottle.recordChange(caller);
        UserId user = caller.userId();
        lock(user);
        stepUpCheck.require(caller);
        Optional<StoredEmail> before = repository.find(user);
        if (repository.delete(user) > 0) {
            before.ifPresent(stored -> reportToPrevious(caller, stored));
            recorder.recordChange(caller, "user.remove-email");
        }
    }

    private void reportToPrevious(Caller caller, StoredEmail stored) {
        stored.confirmed()
                .ifPresent(address -> mailer.sendAddressChanged(
                        caller.userId(), caller.userName().value(), new MailRecipient(address, stored.language())));
    }

    private void lock(UserId user) {
        accounts.lockById(user.value());
    }

    private static InvalidInputException problem(InputField field, InputProblem problem) {
        return new InvalidInputException(Map.of(field, problem));
    }
}
