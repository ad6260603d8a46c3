package org.stackdeck.identity;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads users from the database each time, so that a change takes effect on all instances immediately. */
@Service
@Transactional(readOnly = true)
class StoredDirectory implements Directory {

    private final AccountRepository accounts;

    StoredDirectory(AccountRepository accounts) {
        this.accounts = accounts;
    }

    @Override
    public Optional<User> find(UserId id) {
        return accounts.findById(id.value()).map(Account::toUser);
    }

    @Override
    public Optional<User> find(UserName name) {
        return accounts.findByName(name.value()).map(Account::toUser);
    }

    @Override
    public List<User> all() {
        return accounts.findAllByOrderByName().stream().map(Account::toUser).toList();
    }

    @Override
    public User requireAdministrator(Caller caller) {
        return find(caller.userId()).filter(User::administrator).orElseThrow(NotAdministratorException::new);
    }
}
