package org.stackdeck.identity.account;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Single row that is locked before the number of administrators may change. */
@Entity
@Table(name = "administrator_lock")
class AdministratorLockEntity {

    static final int SINGLETON_ID = 1;

    @Id
    private int id;

    int id() {
        return id;
    }
}
