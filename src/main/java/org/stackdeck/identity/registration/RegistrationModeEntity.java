package org.stackdeck.identity.registration;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Single row with the registration mode. */
@Entity
@Table(name = "registration_policy")
class RegistrationModeEntity {

    static final int SINGLETON_ID = 1;

    @Id
    private int id;

    // By default Hibernate expects MariaDB's enum type.
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(nullable = false)
    private RegistrationPolicy.Mode mode;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected RegistrationModeEntity() {}

    int id() {
        return id;
    }

    RegistrationPolicy.Mode mode() {
        return mode;
    }

    void setMode(RegistrationPolicy.Mode next) {
        mode = next;
    }
}
