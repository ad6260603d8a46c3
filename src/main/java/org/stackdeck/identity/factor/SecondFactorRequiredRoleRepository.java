package org.stackdeck.identity.factor;

import java.util.List;
import org.springframework.data.repository.Repository;
import org.stackdeck.identity.User;

public interface SecondFactorRequiredRoleRepository extends Repository<SecondFactorRequiredRoleEntity, User.Role> {

    SecondFactorRequiredRoleEntity save(SecondFactorRequiredRoleEntity secondFactorRequirementEntity);

    boolean existsById(User.Role role);

    List<SecondFactorRequiredRoleEntity> findAll();

    void deleteById(User.Role role);
}
