package org.stackdeck.identity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

interface AccountRepository extends Repository<Account, UUID> {

    Optional<Account> findById(UUID id);

    Optional<Account> findByName(String name);

    List<Account> findAllByOrderByName();

    long countByStateAndRole(User.State state, User.Role role);

    Account saveAndFlush(Account account);
}
