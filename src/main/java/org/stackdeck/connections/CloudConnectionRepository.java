package org.stackdeck.connections;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.stackdeck.cloud.connection.CloudSetting;
import org.stackdeck.cloud.connection.CloudSettings;
import org.stackdeck.cloud.connection.PersistedSettings;
import org.stackdeck.cloud.connection.PersistedSettings.ReadablePart;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.identity.secret.UnreadableSecretException;
import org.stackdeck.platform.database.DatabaseTimestamps;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Repository of connections. Encryption binds the secrets to the name, the address and the TLS settings: a manipulated
 * row cannot redirect the secrets to another host. An unreadable row does not prevent the repository from reading the
 * other rows.
 */
@Repository
class CloudConnectionRepository {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String COLUMNS = "name, version, settings, secrets, changed_at, changed_by";

    private final JdbcClient database;
    private final SecretBox box;

    CloudConnectionRepository(JdbcClient database, SecretBox box) {
        this.database = database;
        this.box = box;
    }

    /** A stored row. {@code complete} includes the secrets unless they cannot be decrypted. */
    record Row(CloudConnection connection, CloudSettings complete) {

        PersistedSettings toPersistedSettings() {
            return new PersistedSettings(complete, connection.readable());
        }

        @Override
        public String toString() {
            return "Row[" + connection.name() + "]";
        }
    }

    /** Waits for the lock that serializes changes, and holds it until the transaction ends. Does not block reads. */
    void lock() {
        database.sql("select id from cloud_connection_lock where id = 1 for update")
                .query(Integer.class)
                .single();
    }

    /** Returns all connections, oldest first. */
    List<Row> findAll() {
        return database.sql("select " + COLUMNS + " from cloud_connection order by created_at, name")
                .query((row, _) -> map(row))
                .list();
    }

    Optional<Row> find(String name) {
        return database.sql("select " + COLUMNS + " from cloud_connection where name = ?")
                .param(name)
                .query((row, _) -> map(row))
                .optional();
    }

    void insert(CloudSettings complete, Instant now, String user) {
        database.sql(
                        "insert into cloud_connection (name, version, settings, secrets, created_at, changed_at, changed_by)"
                                + " values (?, 1, ?, ?, ?, ?, ?)")
                .params(
                        complete.name(),
                        toJson(complete.withoutSecrets().values()),
                        seal(complete),
                        DatabaseTimestamps.toDatabase(now),
                        DatabaseTimestamps.toDatabase(now),
                        user)
                .update();
    }

    /** Updates the connection if it still has this version, and returns whether it was updated. */
    boolean update(CloudSettings complete, int version, Instant now, String user) {
        return 1
                == database.sql("update cloud_connection set version = version + 1, settings = ?, secrets = ?,"
                                + " changed_at = ?, changed_by = ? where name = ? and version = ?")
                        .params(
                                toJson(complete.withoutSecrets().values()),
                                seal(complete),
                                DatabaseTimestamps.toDatabase(now),
                                user,
                                complete.name(),
                                version)
                        .update();
    }

    /** Deletes the connection if it still has this version, and returns whether it was deleted. */
    boolean delete(String name, int version) {
        return 1
                == database.sql("delete from cloud_connection where name = ? and version = ?")
                        .params(name, version)
                        .update();
    }

    private Row map(ResultSet row) throws SQLException {
        String name = row.getString("name");
        CloudSettings settings = new CloudSettings(name, Map.of());
        CloudSettings complete = settings;
        ReadablePart readable = ReadablePart.NAME;
        try {
            settings = new CloudSettings(name, fromJson(row.getString("settings")));
            complete = settings;
            readable = ReadablePart.WITHOUT_SECRETS;
            complete = settings.with(open(settings, row.getString("secrets")));
            readable = ReadablePart.ALL;
        } catch (JacksonException | IllegalArgumentException | UnreadableSecretException e) {
            // The connection is shown as unreadable. The exception is not logged, because it may quote the row.
        }
        CloudConnection connection = new CloudConnection(
                settings,
                row.getInt("version"),
                !complete.value(CloudSetting.NOTIFICATIONS_URL).isEmpty(),
                readable,
                DatabaseTimestamps.fromDatabase(row, "changed_at"),
                row.getString("changed_by"));
        return new Row(connection, complete);
    }

    private String seal(CloudSettings complete) {
        return box.seal(toJson(complete.secrets()).getBytes(StandardCharsets.UTF_8), sealingContext(complete));
    }

    private Map<CloudSetting, String> open(CloudSettings settings, String sealed) {
        return fromJson(new String(box.open(sealed, sealingContext(settings)), StandardCharsets.UTF_8));
    }

    static String sealingContext(CloudSettings settings) {
        return String.join(
                "\n",
                "cloud connection",
                settings.name(),
                settings.value(CloudSetting.AUTH_URL),
                settings.value(CloudSetting.VERIFY),
                settings.value(CloudSetting.CA_CERTIFICATES));
    }

    private static String toJson(Map<CloudSetting, String> values) {
        return JSON.writeValueAsString(values.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().key(), Map.Entry::getValue)));
    }

    /** Ignores settings of newer versions of Stackdeck. */
    static Map<CloudSetting, String> fromJson(String json) {
        @Nullable Map<String, String> members = JSON.readValue(json, new TypeReference<>() {});
        if (members == null || members.values().stream().anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("null instead of settings");
        }
        Map<CloudSetting, String> values = new EnumMap<>(CloudSetting.class);
        members.forEach((key, value) -> CloudSetting.find(key).ifPresent(setting -> values.put(setting, value)));
        return values;
    }
}
