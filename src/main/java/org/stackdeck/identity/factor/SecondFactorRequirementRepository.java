package org.stackdeck.identity.factor;

import java.util.List;
import org.springframework.data.repository.Repository;
import org.stackdeck.identity.User;

public interface SecondFactorRequirementRepository extends Repository<SecondFactorRequirementEntity, User.Role> {

    SecondFactorRequirementEntity save(SecondFactorRequirementEntity secondFactorRequirementEntity);

    boolean existsById(User.Role role);

    List<SecondFactorRequirementEntity> findAll();

    void deleteById(User.Role role);
}
