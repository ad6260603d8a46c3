package org.stackdeck.identity;

import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.AuditTrail;

/** Profile data that users edit themselves. */
@Service
public class Profile {

    private final AccountRepository accounts;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;

    Profile(AccountRepository accounts, AuditTrail audit, ApplicationEventPublisher events) {
        this.accounts = accounts;
        this.audit = audit;
        this.events = events;
    }

    /**
     * Changes the display name; a blank one is replaced by the user name.
     *
     * @throws InvalidInputException if it has more than 100 characters, or invisible ones
     */
    @Transactional
    public User rename(Caller caller, String displayName) {
        NewAccount.displayNameProblem(displayName).ifPresent(problem -> {
            throw new InvalidInputException(Map.of(InvalidInputException.Field.DISPLAY_NAME, problem));
        });
        Account account = accounts.findById(caller.userId().value()).orElseThrow(UnknownUserException::new);
        account.rename(NewAccount.displayName(displayName, caller.userName()));
        User user = accounts.saveAndFlush(account).toUser();
        audit.record(new AuditEntry(
                caller.userId().toString(),
                caller.userName().value(),
                caller.source(),
                caller.channel().name(),
                "user.rename",
                "user",
                caller.userId().toString(),
                caller.userName().value(),
                AuditEntry.Result.SUCCESS,
                "name=" + user.displayName()));
        events.publishEvent(new UserChanged(user.id()));
        return user;
    }
}
