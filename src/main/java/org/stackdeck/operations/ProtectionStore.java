package org.stackdeck.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.ProjectId;
import org.stackdeck.cloud.ServerId;
import org.stackdeck.cloud.ServerKey;
import org.stackdeck.identity.UserId;
import org.stackdeck.identity.UserName;
import org.stackdeck.platform.StoredTime;

/** Repository of protected servers. */
@Component
class ProtectionStore {

    private static final String SELECT =
            "select cloud, server, user_id, user_name, protected_at, reason, project, server_name from server_protections";

    private final JdbcClient database;

    ProtectionStore(JdbcClient database) {
        this.database = database;
    }

    /**
     * A protection with the data needed to look up its server.
     *
     * @param project of the server
     * @param serverName the server's name when it was protected
     */
    record Kept(Protection protection, ProjectId project, String serverName) {

        ServerKey server() {
            return protection.server();
        }
    }

    Protections all() {
        Map<ServerKey, Protection> all = new HashMap<>();
        kept().forEach(one -> all.put(one.server(), one.protection()));
        return new Protections(all);
    }

    List<Kept> kept() {
        return database.sql(SELECT).query(ProtectionStore::read).list();
    }

    /** Reads the current protection from the database. */
    Optional<Protection> of(ServerKey server) {
        return kept(server).map(Kept::protection);
    }

    /** Reads the current protection with the data needed to look up its server. */
    Optional<Kept> kept(ServerKey server) {
        return database.sql(SELECT + " where cloud = ? and server = ?")
                .params(server.cloud().value(), server.id().value())
                .query(ProtectionStore::read)
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException when the server is being protected concurrently */
    void put(Kept kept) {
        remove(kept.server());
        Protection protection = kept.protection();
        database.sql("""
                        insert into server_protections (cloud, server, user_id, user_name, protected_at, reason, project,
                          server_name) values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(kept.server().cloud().value())
                .param(kept.server().id().value())
                .param(protection.by().toString())
                .param(protection.byName().value())
                .param(StoredTime.of(protection.at()))
                .param(protection.reason())
                .param(kept.project().value())
                .param(kept.serverName())
                .update();
    }

    /** Returns whether a protection was deleted. */
    boolean remove(ServerKey server) {
        return 1
                == database.sql("delete from server_protections where cloud = ? and server = ?")
                        .params(server.cloud().value(), server.id().value())
                        .update();
    }

    private static Kept read(ResultSet row, int number) throws SQLException {
        @Nullable String reason = row.getString("reason");
        Instant at = StoredTime.read(row, "protected_at");
        return new Kept(
                new Protection(
                        new ServerKey(new CloudName(row.getString("cloud")), new ServerId(row.getString("server"))),
                        new UserId(UUID.fromString(row.getString("user_id"))),
                        new UserName(row.getString("user_name")),
                        at,
                        reason),
                new ProjectId(row.getString("project")),
                row.getString("server_name"));
    }
}
