package org.stackdeck.identity.account;

import jakarta.persistence.LockModeType;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AdministratorLockRepository extends Repository<AdministratorLockEntity, Integer> {

    /**
     * Acquires the lock until the end of the transaction. Must be the first statement of the transaction: MariaDB takes
     * its snapshot at the first plain read, which must come after the wait.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select l from AdministratorLockEntity l where l.id = 1")
    AdministratorLockEntity acquire();
}
