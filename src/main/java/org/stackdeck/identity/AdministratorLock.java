package org.stackdeck.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Single row that is locked before the number of administrators may change. */
@Entity
@Table(name = "administrator_lock")
class AdministratorLock {

    static final int ONLY = 1;

    @Id
    private int id;

    int id() {
        return id;
    }
}
