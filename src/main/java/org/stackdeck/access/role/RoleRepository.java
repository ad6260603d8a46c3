package org.stackdeck.access.role;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.Repository;

public interface RoleRepository extends Repository<RoleEntity, String> {

    List<RoleEntity> findAllByOrderByName();

    Optional<RoleEntity> findById(String name);

    RoleEntity save(RoleEntity roleEntity);

    void delete(RoleEntity roleEntity);
}
