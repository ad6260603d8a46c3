package org.stackdeck.identity.account;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.stackdeck.identity.Caller;
import org.stackdeck.identity.NotAdministratorException;
import org.stackdeck.identity.User;
import org.stackdeck.identity.UserDirectory;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;

/** Reads users from the database each time, so that a change takes effect on all instances immediately. */
@Service
@Transactional(readOnly = true)
public class JpaUserDirectory implements UserDirectory {

    private final AccountRepository accounts;

    JpaUserDirectory(AccountRepository accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<User> find(UserId id) {
        return accounts.findById(id.value()).map(AccountEntity::toUser);
    }

    @Override
    public Optional<User> find(UserName name) {
        return accounts.findByName(name.value()).map(AccountEntity::toUser);
    }

    @Override
    public List<User> all() {
        return accounts.findAllByOrderByName().stream()
                .map(AccountEntity::toUser)
                .toList();
    }

    @Override
    public User requireAdministrator(Caller caller) {
        if (!accounts.existsByIdAndStateAndRole(caller.userId().value(), User.State.ACTIVE, User.Role.ADMINISTRATOR)) {
            throw new NotAdministratorException();
        }
        return require(caller.userId());
    }
}
