package org.stackdeck.identity.signin;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditDetail;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;
import org.stackdeck.identity.AuthenticationFactor;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.TooManyAttemptsException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserName;
import org.stackdeck.identity.account.AccountEntity;
import org.stackdeck.identity.account.AccountRepository;
import org.stackdeck.identity.factor.AuthenticationFactorException;
import org.stackdeck.identity.factor.SecondFactorCodeVerifier;
import org.stackdeck.identity.factor.SecondFactorStatusService;
import org.stackdeck.identity.password.PasswordHasher;

/** Verifies user names, passwords and codes of second factors at sign-in. */
@Service
public class PasswordAuthenticationService {

    private static final String ACTION = "session.login";
    /** Audit action if the password is correct, but a second factor is still missing. */
    private static final String PASSWORD_ACTION = "session.password";

    private final AccountRepository accounts;
    private final PasswordHasher passwordHasher;
    private final AttemptThrottle attemptThrottle;
    private final KnownBrowserTokenService devices;
    private final SecondFactorStatusService secondFactorService;
    private final SecondFactorCodeVerifier codes;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    public PasswordAuthenticationService(
            AccountRepository accounts,
            PasswordHasher passwordHasher,
            AttemptThrottle attemptThrottle,
            KnownBrowserTokenService devices,
            SecondFactorStatusService secondFactorService,
            SecondFactorCodeVerifier codes,
            AuditTrail audit,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.passwordHasher = passwordHasher;
        this.attemptThrottle = attemptThrottle;
        this.devices = devices;
        this.secondFactorService = secondFactorService;
        this.codes = codes;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Verifies a user name and password. A refusal takes the same time and has the same content for an unknown name, a
     * wrong password, and an account that is pending, rejected or disabled.
     *
     * @return the user; empty if the name or password is wrong, or the account is not active
     * @throws TooManyAttemptsException after too many wrong passwords or sign-ins
     */
    public Optional<User> signIn(String name, String password, String source, Caller.Channel channel) {
        return signIn(name, password, source, channel, List.of());
    }

    /**
     * Verifies a user name and password sent by a browser, like
     * {@link #signIn(String, String, String, Caller.Channel)}.
     *
     * @param deviceTokens tokens of earlier sign-ins in this browser; see {@link KnownBrowserTokenService}
     */
    public Optional<User> signIn(
            String name, String password, String source, Caller.Channel channel, List<String> deviceTokens) {
        Optional<KnownBrowserTokenService.TrustedBrowser> device = findTrustedBrowser(name, deviceTokens);
        AttemptPermit attemptPermit = attempt(name, password, source, device);
        // The account is loaded after the attempt was admitted, because the attempt may have waited.
        AccountEntity accountEntity = find(name).orElse(null);
        AccountEntity checked = attemptPermit.allowsCheck() ? accountEntity : null;
        boolean passwordMatches = device.isPresent()
                ? attemptPermit.check(() -> passwordHasher.matches(
                        password,
                        checked,
                        PasswordHasher.Requester.user(device.get().account())))
                : matchesInTurn(password, checked, attemptPermit, source);
        if (accountEntity == null || !passwordMatches) {
            recordRefusal(accountEntity, name, source, channel, "wrong-name-or-password");
            return Optional.empty();
        }
        if (accountEntity.state() == User.State.ACTIVE) {
            attemptPermit.refund();
            attemptThrottle.recordSignIn(accountEntity.id(), source, device.isPresent());
            attemptThrottle.recordSuccess(name, source);
            User user = accountEntity.toUser();
            boolean complete = secondFactorService.missingStep(user, EnumSet.of(AuthenticationFactor.PASSWORD))
                    != SecondFactorStatusService.MissingStep.VERIFICATION;
            recordSuccess(
                    new Caller(user.id(), user.name(), source, channel), complete ? ACTION : PASSWORD_ACTION, null);
            return Optional.of(user);
        }
        recordRefusal(
                accountEntity, name, source, channel, accountEntity.state().reasonCode());
        return Optional.empty();
    }

    /**
     * Checks the password of a known pair without waiting for unknown clients. If the password is wrong, the attempt
     * then waits like an attempt at any other pair. Attempts at other pairs are delayed by about the duration of a
     * check, so that the response time does not reveal which pairs are known.
     */
    private boolean matchesInTurn(
            String password, @Nullable AccountEntity checked, AttemptPermit attemptPermit, String source) {
        PasswordHasher.Requester client = PasswordHasher.Requester.client(source);
        if (attemptPermit.known() && checked != null) {
            PasswordHasher.Requester user = PasswordHasher.Requester.user(checked.id());
            // The attempt is not refunded if the second call of matches is refused, because the password was checked.
            return attemptPermit.check(() -> passwordHasher.matches(password, checked, user))
                    || passwordHasher.matches(password, null, client);
        }
        passwordHasher.simulateMatch();
        return attemptPermit.check(() -> passwordHasher.matches(password, checked, client));
    }

    private AttemptPermit attempt(
            String name,
            String password,
            String source,
            Optional<KnownBrowserTokenService.TrustedBrowser> trustedBrowser) {
        return trustedBrowser
                .map(device -> attemptThrottle.trustedBrowserAttempt(
                        device.account(), device.id().toString()))
                .orElseGet(() -> attemptThrottle.tryPassword(
                        name, source, () -> isCorrectPassword(name, password), passwordHasher::simulateMatch));
    }

    /**
     * Finds the trusted device that belongs to the name. Loads the accounts of all valid tokens before it compares
     * their names, so that the duration depends only on the client's tokens and not on whether the name exists.
     */
    private Optional<KnownBrowserTokenService.TrustedBrowser> findTrustedBrowser(
            String name, List<String> deviceTokens) {
        List<KnownBrowserTokenService.TrustedBrowser> opened = devices.open(deviceTokens);
        List<User> users = opened.stream()
                .flatMap(device -> accounts.findById(device.account().value()).stream())
                .map(AccountEntity::toUser)
                .toList();
        Optional<UserName> typed = UserName.parse(name);
        return opened.stream()
                .filter(device -> users.stream()
                        .anyMatch(user -> device.isOf(user)
                                && typed.filter(user.name()::equals).isPresent()))
                .findFirst();
    }

    private boolean isCorrectPassword(String name, String password) {
        AccountEntity accountEntity = find(name).orElse(null);
        return accountEntity != null
                && passwordHasher.matches(password, accountEntity, PasswordHasher.Requester.user(accountEntity.id()))
                && accountEntity.state() == User.State.ACTIVE;
    }

    private Optional<AccountEntity> find(String name) {
        return UserName.parse(name).flatMap(known -> accounts.findByName(known.value()));
    }

    /**
     * Verifies the code that was sent with a correct password, and returns all verified factors. Must be called only
     * after {@link #signIn}, so that the existence of a second factor is not revealed without the password.
     *
     * @param code of the authenticator app, or a recovery code; null if none was sent
     * @throws AuthenticationFactorException if a code is required and was missing or wrong
     * @throws org.stackdeck.identity.InvalidInputException if the app's secret cannot be decrypted
     * @throws TooManyAttemptsException after too many wrong codes
     */
    public Set<AuthenticationFactor> verifySecondFactor(
            User user, @Nullable String code, String source, Caller.Channel channel) {
        Set<AuthenticationFactor> verifiedFactors = EnumSet.of(AuthenticationFactor.PASSWORD);
        if (secondFactorService.missingStep(user, verifiedFactors)
                != SecondFactorStatusService.MissingStep.VERIFICATION) {
            return verifiedFactors;
        }
        if (code == null || code.isBlank()) {
            throw new AuthenticationFactorException(AuthenticationFactorException.Reason.CODE_NEEDED);
        }
        Caller caller = new Caller(user.id(), user.name(), source, channel);
        AuthenticationFactor factor = codes.verifyAndConsume(caller, code, ACTION)
                .orElseThrow(() -> new AuthenticationFactorException(AuthenticationFactorException.Reason.CODE_WRONG));
        recordSuccess(caller, ACTION, AuditDetail.of("factor", factor));
        verifiedFactors.add(factor);
        return verifiedFactors;
    }

    private void recordSuccess(Caller caller, String action, @Nullable AuditDetail detail) {
        transaction.executeWithoutResult(
                _ -> audit.record(caller.ownAccountEntry(action, AuditEntry.Result.SUCCESS, detail)));
    }

    private void recordRefusal(
            @Nullable AccountEntity accountEntity, String name, String source, Caller.Channel channel, String reason) {
        // Users often type their password in the name field: only a valid user name is recorded.
        String actor = UserName.parse(name).map(UserName::value).orElse("(no user name)");
        String id =
                Optional.ofNullable(accountEntity).map(a -> a.id().toString()).orElse(null);
        audit.recordRefusal(new AuditEntry(
                id,
                actor,
                source,
                channel.name(),
                ACTION,
                "user",
                id,
                actor,
                AuditEntry.Result.REFUSED,
                AuditDetail.ofReason(reason)));
    }
}
