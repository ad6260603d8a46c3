package org.stackdeck.access;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

interface RoleRepository extends Repository<StoredRole, String> {

    List<StoredRole> findAllByOrderByName();

    Optional<StoredRole> findById(String name);

    StoredRole save(StoredRole role);

    void delete(StoredRole role);
}
