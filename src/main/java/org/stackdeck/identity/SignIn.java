package org.stackdeck.identity;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;

/** Tells whether a name and a password belong together. */
@Service
public class SignIn {

    private final AccountRepository accounts;
    private final Passwords passwords;
    private final Throttle throttle;
    private final Claims claims;
    private final AuditTrail audit;
    private final TransactionTemplate transaction;

    SignIn(
            AccountRepository accounts,
            Passwords passwords,
            Throttle throttle,
            Claims claims,
            AuditTrail audit,
            PlatformTransactionManager transactions) {
        this.accounts = accounts;
        this.passwords = passwords;
        this.throttle = throttle;
        this.claims = claims;
        this.audit = audit;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * Every refusal takes the same time and says the same, whether the name is unknown, the password wrong, or the account
     * not (or no longer) approved. Only on a page does the right password of a pending account lead to its waiting page.
     *
     * @throws TooManyAttemptsException after too many wrong passwords
     */
    public Result signIn(String name, String password, String source, Caller.Channel channel) {
        Throttle.Attempt attempt = throttle.secret(name, source);
        Account account = UserName.parse(name)
                .flatMap(known -> accounts.findByName(known.value()))
                .orElse(null);
        boolean right = passwords.match(password, account);
        if (account == null || !right) {
            refuse(account, name, source, channel, "wrong name or password");
            return new Refused();
        }
        if (account.state() == User.State.ACTIVE) {
            attempt.giveBack();
            User user = account.toUser();
            transaction.executeWithoutResult(_ -> audit.record(
                    entry(account, user.name().value(), source, channel, AuditEntry.Result.SUCCESS, null)));
            return new SignedIn(user);
        }
        refuse(account, name, source, channel, "account is " + account.state());
        boolean maySee = channel == Caller.Channel.UI
                && (account.state() == User.State.PENDING || account.state() == User.State.REJECTED);
        return maySee ? new Waiting(claims.forAccount(account.id())) : new Refused();
    }

    private void refuse(@Nullable Account account, String name, String source, Caller.Channel channel, String why) {
        // What was typed as a name is often a password: only a name that could be one is kept.
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
        return new AuditEntry(id, actor, source, channel.name(), "session.login", "user", id, actor, result, detail);
    }

    /** What came of it. */
    public sealed interface Result {}

    /** It is them, and they may come in. */
    public record SignedIn(User user) implements Result {}

    /** It is them, and an administrator has yet to approve. */
    public record Waiting(Claim claim) implements Result {}

    /** No. */
    public record Refused() implements Result {}
}
