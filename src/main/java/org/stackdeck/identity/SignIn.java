package org.stackdeck.identity;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;

/** Checks user names and passwords. */
@Service
public class SignIn {

    private static final String ACTION = "session.login";

    private final AccountRepository accounts;
    private final Passwords passwords;
    private final Throttle throttle;
    private final TrustedDeviceService devices;
    private final SecondFactors factors;
    private final CodeCheck codes;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    SignIn(
            AccountRepository accounts,
            Passwords passwords,
            Throttle throttle,
            TrustedDeviceService devices,
            SecondFactors factors,
            CodeCheck codes,
            AuditTrail audit,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.devices = devices;
        this.factors = factors;
        this.codes = codes;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Checks a name and a password. Refusals take the same time and have the same content whether the name is unknown,
     * the password wrong, or the account pending, rejected or disabled.
     *
     * @throws TooManyAttemptsException after too many wrong passwords
     */
    public Result signIn(String name, String password, String source, Caller.Channel channel) {
        return signIn(name, password, source, channel, List.of());
    }

    /**
     * Checks a name and a password sent by a browser.
     *
     * @param deviceTokens tokens of earlier sign-ins in this browser, see {@link TrustedDeviceService}
     */
    public Result signIn(
            String name, String password, String source, Caller.Channel channel, List<String> deviceTokens) {
        Throttle.Attempt attempt = attempt(name, password, source, deviceTokens);
        // Loaded after the attempt was admitted, because it may have waited.
        Account account = find(name).orElse(null);
        boolean right = passwords.match(password, attempt.allowsCheck() ? account : null);
        if (account == null || !right) {
            refuse(account, name, source, channel, "wrong name or password");
            return new Refused();
        }
        if (account.state() == User.State.ACTIVE) {
            attempt.giveBack();
            throttle.signedIn(name, source);
            User user = account.toUser();
            transaction.executeWithoutResult(_ -> audit.record(
                    entry(account, user.name().value(), source, channel, AuditEntry.Result.SUCCESS, null)));
            return new SignedIn(user);
        }
        refuse(account, name, source, channel, "account is " + account.state());
        return new Refused();
    }

    private Throttle.Attempt attempt(String name, String password, String source, List<String> deviceTokens) {
        return trusted(name, deviceTokens)
                .map(device -> throttle.trusted(device.account(), device.id().toString()))
                .orElseGet(() -> throttle.secret(name, source, () -> isRight(name, password), passwords::imitateMatch));
    }

    /**
     * Loads the accounts of all valid tokens before it compares their names, so that the time depends on the client's
     * tokens only and not on whether the name exists.
     */
    private Optional<TrustedDeviceService.TrustedDevice> trusted(String name, List<String> deviceTokens) {
        List<TrustedDeviceService.TrustedDevice> opened = devices.open(deviceTokens);
        List<User> users = opened.stream()
                .flatMap(device -> accounts.findById(device.account().value()).stream())
                .map(Account::toUser)
                .toList();
        Optional<UserName> typed = UserName.parse(name);
        return opened.stream()
                .filter(device -> users.stream()
                        .anyMatch(user -> device.isOf(user)
                                && typed.filter(user.name()::equals).isPresent()))
                .findFirst();
    }

    private boolean isRight(String name, String password) {
        Account account = find(name).orElse(null);
        boolean right = passwords.match(password, account);
        return right && account != null && account.state() == User.State.ACTIVE;
    }

    private Optional<Account> find(String name) {
        return UserName.parse(name).flatMap(known -> accounts.findByName(known.value()));
    }

    /**
     * Factors verified by a correct password and the code sent with it. Called after {@link #signIn} only, so that the
     * existence of a second factor is not revealed without the password.
     *
     * @param code of the authenticator app, or a recovery code; null if none was sent
     * @throws FactorException if a code is required and was missing or wrong
     * @throws TooManyAttemptsException after too many wrong codes
     */
    public Set<Factor> with(User user, @Nullable String code, String source, Caller.Channel channel) {
        Set<Factor> proved = EnumSet.of(Factor.PASSWORD);
        if (factors.need(user, proved) != SecondFactors.Need.PROOF) {
            return proved;
        }
        if (code == null || code.isBlank()) {
            throw new FactorException(FactorException.Reason.CODE_NEEDED);
        }
        Caller caller = new Caller(user.id(), user.name(), source, channel);
        proved.add(codes.spend(caller, code, ACTION)
                .orElseThrow(() -> new FactorException(FactorException.Reason.CODE_WRONG)));
        return proved;
    }

    private void refuse(@Nullable Account account, String name, String source, Caller.Channel channel, String why) {
        // Users often type their password as the name: only a valid user name is recorded.
        String actor = UserName.parse(name).map(UserName::value).orElse("(no user name)");
        audit.recordRefusal(entry(account, actor, source, channel, AuditEntry.Result.REFUSED, why));
    }

    private static AuditEntry entry(
            @Nullable Account account,
            String actor,
            String source,
            Caller.Channel channel,
            AuditEntry.Result result,
            @Nullable String detail) {
        String id = Optional.ofNullable(account).map(a -> a.id().toString()).orElse(null);
        return new AuditEntry(id, actor, source, channel.name(), ACTION, "user", id, actor, result, detail);
    }

    public sealed interface Result {}

    /** The password is correct and the account is active. */
    public record SignedIn(User user) implements Result {}

    /** The name or password is wrong, or the account is not active. */
    public record Refused() implements Result {}
}
