package org.stackdeck.identity;

import java.util.Optional;
import org.springframework.data.repository.Repository;

interface RegistrationModeRepository extends Repository<StoredRegistrationMode, Integer> {

    Optional<StoredRegistrationMode> findById(int id);
}
