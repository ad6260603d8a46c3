package org.stackdeck.identity.factor;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.stackdeck.identity.User;

@Entity
@Table(name = "factor_requirements")
public class SecondFactorRequiredRoleEntity {

    // By default, Hibernate expects MariaDB's enum type.
    @Id
    @JdbcTypeCode(SqlTypes.VARCHAR)
    private User.Role role;

    /** Used by Hibernate. */
    @SuppressWarnings("NullAway")
    protected SecondFactorRequiredRoleEntity() {}

    public SecondFactorRequiredRoleEntity(User.Role role) {
        this.role = role;
    }

    User.Role role() {
        return role;
    }
}
