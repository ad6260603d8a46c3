package org.stackdeck.identity;

import org.springframework.jdbc.core.simple.JdbcClient;

/** Inserts rows of accounts, which foreign keys require and {@link FakeUserDirectory} does not create. */
public final class TestAccounts {

    private TestAccounts() {}

    /** Inserts an active account with the user's ID, names and role. Returns the user. */
    public static User insert(JdbcClient database, User user) {
        database.sql("""
                        insert into accounts (id, name, display_name, state, role, password_hash, generation, created_at, version)
                        values (?, ?, ?, 'ACTIVE', ?, 'x', 1, '2026-01-01', 0)""")
                .params(
                        user.id().toString(),
                        user.name().value(),
                        user.displayName(),
                        user.role().name())
                .update();
        return user;
    }
}
