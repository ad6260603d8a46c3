package org.stackdeck.identity;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Role that requires a second factor. */
@Entity
@Table(name = "factor_requirements")
class StoredRequirement {

    // By default Hibernate expects MariaDB's enum type.
    @Id
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private User.Role role;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected StoredRequirement() {}

    StoredRequirement(User.Role role) {
        this.role = role;
    }

    User.Role role() {
        return role;
    }
}
