package org.stackdeck.identity.registration;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface RegistrationModeRepository extends Repository<RegistrationModeEntity, Integer> {

    Optional<RegistrationModeEntity> findById(int id);
}
