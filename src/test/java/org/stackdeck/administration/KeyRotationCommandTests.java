package org.stackdeck.administration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.stackdeck.database.TestSchema;
import org.stackdeck.identity.secret.EncryptedColumn;
import org.stackdeck.identity.secret.SecretBox;
import org.stackdeck.platform.SecretsKeyLoader;
import org.stackdeck.platform.startup.StartupException;

@Tag("integration")
class KeyRotationCommandTests extends AdministrationCommandTestBase {

    private static final String ANY_KEY = Base64.getEncoder().encodeToString(new byte[32]);

    private final List<StoredSecret> secrets = new ArrayList<>();
    private String url = "";
    private JdbcTemplate database = new JdbcTemplate();

    /** A secret in a row of the database, and the owner for whom it is encrypted. */
    private record StoredSecret(String table, String column, String condition, String owner) {}

    @BeforeEach
    void storeASecretInEachColumn() throws SQLException {
        url = newDatabase();
        DataSource source = createFilled(url);
        database = new JdbcTemplate(source);
        database.update("update cloud_connection set name = 'prod', settings = '{\"auth_url\":\"https://k.example\"}'"
                + " where name = 'v1'");
        add("totp_secrets", "secret", "account_id", "%s");
        add("mail_messages", "content", "id", "mail %s");
        add("operation", "secrets", "id", "operation %s");
        add("operation", "plan", "id", "plan of operation %s");
        add("operation_password", "sealed", "operation", "admin password of operation %s");
        add("group_webhooks", "url", "group_id", "group webhook %s");
        add("group_webhook_messages", "content", "id", "webhook message %s");
        add("shared_secret", "content", "name", "%s");
        add("cloud_connection", "secrets", "name", "cloud connection\n%s\nhttps://k.example\n\n");
        String user = database.queryForObject("select min(user_id) from idempotent_request", String.class);
        String key = database.queryForObject(
                "select request_key from idempotent_request where user_id = ?", String.class, user);
        secrets.add(new StoredSecret(
                "idempotent_request", "content", "user_id = '" + user + "'", "request " + key + " of " + user));
        // Removes the values of all other rows, which are not valid ciphertexts.
        for (StoredSecret secret : secrets) {
            String others = " where not (" + secret.condition() + ")";
            boolean optional = List.of("content", "secrets", "plan").contains(secret.column())
                    && !List.of("cloud_connection", "idempotent_request", "shared_secret")
                            .contains(secret.table());
            database.update(
                    optional
                            ? "update " + secret.table() + " set " + secret.column() + " = null" + others
                            : "delete from " + secret.table() + others);
        }
        seal(fileBox("secret-box.key"));
    }

    /** Creates the schema in a new database, and rows in its tables. */
    DataSource createFilled(String databaseUrl) throws SQLException {
        DataSource source = TestSchema.create(databaseUrl, "sa");
        TestDatabaseRows.insertInto(source);
        return source;
    }

    private void add(String table, String column, String key, String owner) {
        String condition = column.equals("secrets") && table.equals("cloud_connection") ? " where name = 'prod'" : "";
        String value = database.queryForObject("select min(" + key + ") from " + table + condition, String.class);
        secrets.add(new StoredSecret(table, column, key + " = '" + value + "'", owner.formatted(value)));
    }

    private void seal(SecretBox box) {
        for (StoredSecret secret : secrets) {
            database.update(
                    "update " + secret.table() + " set " + secret.column() + " = ? where " + secret.condition(),
                    box.seal("a secret".getBytes(StandardCharsets.UTF_8), secret.owner()));
        }
    }

    @Test
    void allEncryptedColumnsAreTested() throws ReflectiveOperationException {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(EncryptedColumn.class));
        List<String> columns = new ArrayList<>();
        for (var bean : scanner.findCandidateComponents("org.stackdeck")) {
            var constructor = Class.forName(bean.getBeanClassName()).getDeclaredConstructor();
            constructor.setAccessible(true);
            columns.add(constructor.newInstance().toString());
        }

        assertThat(secrets)
                .extracting(secret -> secret.table() + "." + secret.column())
                .containsExactlyInAnyOrderElementsOf(columns);
    }

    @Test
    void allSecretsAreEncryptedWithTheNewKeyAndTheRotationIsAudited() throws IOException {
        SecretBox former = fileBox("secret-box.key");

        assertThat(rotate()).as("%s", output).isZero();

        assertReadable(fileBox("secret-box.key"));
        assertThat(readable(former)).isEmpty();
        assertThat(directory.resolve("keys/secret-box.key.new")).doesNotExist();
        assertThat(output)
                .singleElement()
                .asString()
                .contains("Secrets encrypted with the new key: 10.", "earlier backups require the former key")
                .doesNotContain(Files.readString(directory.resolve("keys/secret-box.key")));
        assertThat(database.queryForMap("select actor, channel, action, result, detail from audit_entry"
                        + " where sequence_number = (select sequence_number from audit_head)"))
                .containsEntry("ACTOR", "console")
                .containsEntry("CHANNEL", "SYSTEM")
                .containsEntry("ACTION", "key.rotate")
                .containsEntry("DETAIL", "{\"secrets\":\"10\"}");
        assertThat(runCommand("verify-audit")).as("%s", output).isEqualTo(3);
    }

    @Test
    void processThatIsKilledBeforeTheCommitKeepsTheFormerKey() throws IOException {
        // The failure rolls back the changes of the first columns, as the end of a killed process does.
        database.update("alter table mail_messages rename to unavailable");
        SecretBox former = fileBox("secret-box.key");

        assertThat(rotate()).isEqualTo(2);
        database.update("alter table unavailable rename to mail_messages");
        assertReadable(former);
        assertThatThrownBy(() -> SecretsKeyLoader.loadOrCreate("", directory))
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("./start rotate-key");

        assertThat(rotate()).as("%s", output).isZero();
        assertReadable(fileBox("secret-box.key"));
    }

    @Test
    void processThatIsKilledBetweenTheCommitAndTheReplacementOfTheFileIsCompletedByTheNextRun() throws IOException {
        Path key = directory.resolve("keys/secret-box.key");
        byte[] former = Files.readAllBytes(key);
        assertThat(rotate()).isZero();
        byte[] next = Files.readAllBytes(key);
        Files.write(directory.resolve("keys/secret-box.key.new"), next);
        Files.write(key, former);
        List<String> values = values();

        assertThat(rotate()).as("%s", output).isZero();

        assertThat(values()).isEqualTo(values);
        assertThat(key).hasBinaryContent(next);
        assertReadable(fileBox("secret-box.key"));
    }

    @Test
    void keyThatDecryptsNothingIsRefused() throws IOException {
        List<String> values = values();
        Files.writeString(directory.resolve("keys/secret-box.key"), ANY_KEY);

        assertThat(rotate()).isEqualTo(2);

        assertThat(output).singleElement().asString().contains("decrypts none of the 10 secrets");
        assertThat(directory.resolve("keys/secret-box.key.new")).doesNotExist();
        assertThat(values()).isEqualTo(values);
    }

    @Test
    void unreadableSecretIsKeptAndReported() throws IOException {
        database.update("update totp_secrets set secret = '1.damaged'");

        assertThat(rotate()).as("%s", output).isZero();

        assertThat(output)
                .singleElement()
                .asString()
                .contains("new key: 9.", "Unreadable secrets, which are unchanged: 1.");
        assertThat(database.queryForList("select secret from totp_secrets", String.class))
                .containsExactly("1.damaged");
    }

    @Test
    void keyOfTheSettingIsReplacedByThatOfAnotherSetting() throws IOException {
        Path file = directory.resolve("keys/secret-box.key");
        String former = "--stackdeck.secrets-key=" + Files.readString(file);
        Files.delete(file);

        assertThat(runCommand("rotate-key", former)).isEqualTo(2);
        assertThat(output.getLast()).contains("Set the new key in STACKDECK_NEW_SECRETS_KEY");
        assertThat(runCommand("rotate-key", former, former.replace("secrets-key", "new-secrets-key")))
                .isEqualTo(2);
        assertThat(output.getLast()).contains("is the current key");
        assertThat(runCommand("rotate-key", former, "--stackdeck.new-secrets-key=short"))
                .isEqualTo(2);
        assertThat(output.getLast()).contains("STACKDECK_NEW_SECRETS_KEY is not a valid key");

        assertThat(runCommand("rotate-key", former, "--stackdeck.new-secrets-key=" + ANY_KEY))
                .as("%s", output)
                .isZero();
        assertThat(output.getLast())
                .contains("Set STACKDECK_SECRETS_KEY to the new key")
                .doesNotContain(ANY_KEY);
        assertReadable(new SecretBox(new SecretKeySpec(new byte[32], "AES")));
        assertThat(file).doesNotExist();
    }

    private int rotate() {
        return runCommand("rotate-key");
    }

    private int runCommand(String... command) {
        return run(url, user(), command);
    }

    private SecretBox fileBox(String name) {
        try {
            SecretsKeyLoader.loadOrCreate("", directory);
            return new SecretBox(new SecretKeySpec(
                    Base64.getDecoder()
                            .decode(Files.readString(directory.resolve("keys").resolve(name))),
                    "AES"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> values() {
        return secrets.stream().map(this::value).toList();
    }

    private String value(StoredSecret secret) {
        return String.valueOf(database.queryForObject(
                "select " + secret.column() + " from " + secret.table() + " where " + secret.condition(),
                String.class));
    }

    private List<StoredSecret> readable(SecretBox box) {
        return secrets.stream()
                .filter(secret -> box.canOpen(value(secret), secret.owner()))
                .toList();
    }

    private void assertReadable(SecretBox box) {
        assertThat(readable(box)).containsExactlyElementsOf(secrets);
    }
}
