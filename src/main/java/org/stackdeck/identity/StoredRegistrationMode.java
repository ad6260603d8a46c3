package org.stackdeck.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** The one row that says how people get an account. */
@Entity
@Table(name = "registration_policy")
class StoredRegistrationMode {

    static final int ONLY = 1;

    @Id
    private int id;

    // Hibernate would expect MariaDB's own enum type.
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(nullable = false)
    private RegistrationPolicy.Mode mode;

    /** For Hibernate, which fills the fields itself. */
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
