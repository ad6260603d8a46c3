package org.stackdeck.operations.state;

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
import org.stackdeck.operations.DeletionProtection;
import org.stackdeck.operations.ProtectedServers;
import org.stackdeck.platform.database.DatabaseTimestamps;

@Component
public class DeletionProtectionRepository {

    private static final String SELECT =
            "select cloud, server, user_id, user_name, protected_at, reason, project, server_name from server_protections";

    private final JdbcClient database;

    DeletionProtectionRepository(JdbcClient database) {
        this.database = database;
    }

    /**
     * A protection with the data needed to look up its server.
     *
     * @param serverName the server's name when it was protected
     */
    public record ProtectionRow(DeletionProtection protection, ProjectId project, String serverName) {

        public ServerKey server() {
            return protection.server();
        }
    }

    public ProtectedServers load() {
        Map<ServerKey, DeletionProtection> all = new HashMap<>();
        findAll().forEach(one -> all.put(one.server(), one.protection()));
        return new ProtectedServers(all);
    }

    public List<ProtectionRow> findAll() {
        return database.sql(SELECT).query(DeletionProtectionRepository::read).list();
    }

    /** Reads the current protection from the database. */
    public Optional<DeletionProtection> findProtection(ServerKey server) {
        return find(server).map(ProtectionRow::protection);
    }

    /** Reads the current protection with the data needed to look up its server. */
    public Optional<ProtectionRow> find(ServerKey server) {
        return database.sql(SELECT + " where cloud = ? and server = ?")
                .params(server.cloud().value(), server.id().value())
                .query(DeletionProtectionRepository::read)
                .optional();
    }

    /** @throws org.springframework.dao.DuplicateKeyException if the server is being protected concurrently */
    public void save(ProtectionRow protectionRow) {
        delete(protectionRow.server());
        DeletionProtection deletionProtection = protectionRow.protection();
        database.sql("""
                        insert into server_protections (cloud, server, user_id, user_name, protected_at, reason, project,
                          server_name) values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .param(protectionRow.server().cloud().value())
                .param(protectionRow.server().id().value())
                .param(deletionProtection.userId().toString())
                .param(deletionProtection.userName().value())
                .param(DatabaseTimestamps.toDatabase(deletionProtection.protectedAt()))
                .param(deletionProtection.reason())
                .param(protectionRow.project().value())
                .param(protectionRow.serverName())
                .update();
    }

    /** Returns whether a protection was deleted. */
    public boolean delete(ServerKey server) {
        return 1
                == database.sql("delete from server_protections where cloud = ? and server = ?")
                        .params(server.cloud().value(), server.id().value())
                        .update();
    }

    private static ProtectionRow read(ResultSet row, int number) throws SQLException {
        @Nullable String reason = row.getString("reason");
        Instant at = DatabaseTimestamps.fromDatabase(row, "protected_at");
        return new ProtectionRow(
                new DeletionProtection(
                        new ServerKey(new CloudName(row.getString("cloud")), new ServerId(row.getString("server"))),
                        new UserId(UUID.fromString(row.getString("user_id"))),
                        new UserName(row.getString("user_name")),
                        at,
                        reason),
                new ProjectId(row.getString("project")),
                row.getString("server_name"));
    }
}
