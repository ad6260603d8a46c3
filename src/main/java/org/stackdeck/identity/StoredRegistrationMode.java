package org.stackdeck.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Single row with the registration mode. */
@Entity
@Table(name = "registration_policy")
class StoredRegistrationMode {

    static final int ONLY = 1;

    @Id
    private int id;

    // By default Hibernate expects MariaDB's enum type.
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(nullable = false)
    private RegistrationPolicy.Mode mode;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected StoredRegistrationMode() {}

    int id() {
        return id;
    }

    RegistrationPolicy.Mode mode() {
        return mode;
    }

    void become(RegistrationPolicy.Mode next) {
        mode = next;
    }
}
