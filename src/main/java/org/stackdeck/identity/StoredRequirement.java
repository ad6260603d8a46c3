package org.stackdeck.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A role that requires a second factor. */
@Entity
@Table(name = "factor_requirements")
class StoredRequirement {

    // Hibernate would expect MariaDB's own enum type.
    @Id
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private User.Role role;

    /** For Hibernate, which fills the fields itself. */
    @SuppressWarnings("NullAway")
    protected StoredRequirement() {}

    StoredRequirement(User.Role role) {
        this.role = role;
    }

    User.Role role() {
        return role;
    }
}
