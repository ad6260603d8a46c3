package org.stackdeck.identity;

import java.util.List;
import org.springframework.data.repository.Repository;

interface RequirementRepository extends Repository<StoredRequirement, User.Role> {

    StoredRequirement save(StoredRequirement requirement);

    boolean existsById(User.Role role);

    List<StoredRequirement> findAll();

    void deleteById(User.Role role);
}
