package org.stackdeck.administration.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.stackdeck.administration.TestDatabaseRows;
import org.stackdeck.platform.SecretsKeyLoader;

@Tag("integration")
class DatabaseTransferOnH2Tests extends DatabaseTransferTestBase {

    @Test
    void onlyTheOwnerCanReadTheExportFileWhichExistsOnce() throws SQLException, IOException {
        String source = newH2();
        fill(source);

        assertThat(run(source, "sa", "export", file("file.zip"))).isZero();

        assertThat(Files.getPosixFilePermissions(directory.resolve("file.zip")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(output).singleElement().asString().contains("SHA-256: ", "audit-witness");
        assertThat(run(source, "sa", "export", file("file.zip"))).isEqualTo(2);
        assertThat(output.getLast()).endsWith("file.zip already exists. Specify a new file.");
    }

    @Test
    void missingDatabaseIsNeitherCreatedNorExported() throws IOException {
        assertThat(run(newH2(), "sa", "export", file("file.zip"))).isEqualTo(2);

        assertThat(output).singleElement().asString().startsWith("The database cannot be exported: ");
        try (var files = Files.list(directory)) {
            assertThat(files).extracting(Path::getFileName).containsExactly(Path.of("keys"));
        }
    }

    @Test
    void databaseOfAnotherVersionIsNotExported() throws SQLException {
        String source = newH2();
        new JdbcTemplate(fill(source)).update("update databasechangelog set tag = 'other' where tag is not null");

        assertThat(run(source, "sa", "export", file("file.zip"))).isEqualTo(2);

        assertThat(output).singleElement().asString().contains("does not have the schema of this version");
        assertThat(directory.resolve("file.zip")).doesNotExist();
    }

    @Test
    void importIntoADatabaseWithRowsIsRefused() throws SQLException {
        String source = newH2();
        DataSource filled = fill(source);
        var before = TestDatabaseRows.read(filled);
        assertThat(run(source, "sa", "export", file("file.zip"))).isZero();

        assertThat(run(source, "sa", "import", file("file.zip"))).isEqualTo(2);

        assertThat(output.getLast()).contains("The database is not empty", "Create an empty database");
        assertThat(TestDatabaseRows.read(filled)).isEqualTo(before);
    }

    @Test
    void importWithAnotherKeyIsRefusedBeforeTheDatabaseIsCreated() throws SQLException, IOException {
        String source = newH2();
        fill(source);
        assertThat(run(source, "sa", "export", file("file.zip"))).isZero();
        Files.delete(directory.resolve("keys/secret-box.key"));
        SecretsKeyLoader.loadOrCreate("", directory);
        String target = newH2();

        assertThat(run(target, "sa", "import", file("file.zip"))).isEqualTo(2);

        assertThat(output.getLast()).contains("encrypted with another key", "Copy the keys directory");
        assertThat(run(target, "sa", "verify-audit")).isEqualTo(2);
    }

    @Test
    void missingKeyIsReportedWithTheRemedy() throws SQLException, IOException {
        String source = newH2();
        fill(source);
        assertThat(run(source, "sa", "export", file("file.zip"))).isZero();
        Files.delete(directory.resolve("keys/secret-box.key"));

        assertThat(run(newH2(), "sa", "import", file("file.zip"))).isEqualTo(2);

        assertThat(output.getLast()).contains("secret-box.key does not exist", "Copy the keys directory");
        assertThat(directory.resolve("keys/secret-box.key")).doesNotExist();
    }

    @Test
    void damagedFileImportsNothingAndTheImportCanBeRepeated() throws SQLException, IOException {
        String source = newH2();
        DataSource filled = fill(source);
        assertThat(run(source, "sa", "export", file("file.zip"))).isZero();
        replace("file.zip", "damaged.zip", "tables/operation.jsonl", "v2", "v4");
        String target = newH2();

        assertThat(run(target, "sa", "import", file("damaged.zip"))).isEqualTo(2);
        assertThat(output.getLast()).contains("damaged in the table operation", "Nothing was imported");
        assertThat(TestDatabaseRows.read(new DriverManagerDataSource(target, "sa", ""))
                        .get("accounts"))
                .isEmpty();

        assertThat(run(target, "sa", "import", file("file.zip")))
                .as("%s", output)
                .isZero();
        assertThat(TestDatabaseRows.read(new DriverManagerDataSource(target, "sa", "")))
                .isEqualTo(TestDatabaseRows.read(filled));
    }

    @Test
    void fileOfAnotherVersionAndOtherFilesAreRefused() throws SQLException, IOException {
        String source = newH2();
        fill(source);
        assertThat(run(source, "sa", "export", file("file.zip"))).isZero();
        replace("file.zip", "other.zip", "manifest.json", "\"schema\" : \"", "\"schema\" : \"0");
        Files.writeString(directory.resolve("text.zip"), "no archive");

        assertThat(run(newH2(), "sa", "import", file("other.zip"))).isEqualTo(2);
        assertThat(output.getLast()).contains("schema of another version", "last change set");
        assertThat(run(newH2(), "sa", "import", file("text.zip"))).isEqualTo(2);
        assertThat(output.getLast()).contains("not created by the export command");
        assertThat(run(newH2(), "sa", "import", file("missing.zip"))).isEqualTo(2);
        assertThat(output.getLast()).contains("does not exist");
    }

    @Test
    void brokenAuditTrailIsImportedAndReported() throws SQLException {
        String source = newH2();
        DataSource filled = fill(source);
        assertThat(run(source, "sa", "export", file("file.zip"))).isZero();
        new JdbcTemplate(filled).update("update audit_entry set actor = 'other' where sequence_number = 2");
        assertThat(run(source, "sa", "export", file("broken.zip"))).isZero();
        String target = newH2();

        // The trail was broken before the export. The import must accept the trail and report the break.
        assertThat(run(target, "sa", "import", file("broken.zip")))
                .as("%s", output)
                .isZero();
        assertThat(output.getLast()).contains("broken at entry 2, as in the exported database");
        assertThat(run(target, "sa", "verify-audit")).isEqualTo(1);
    }

    @Test
    void witnessFileOfAnotherInstallationRollsTheImportBack() throws SQLException, IOException {
        String source = newH2();
        fill(source);
        assertThat(run(source, "sa", "export", file("file.zip"))).isZero();
        Files.writeString(directory.resolve("audit-witness"), "3 " + "a".repeat(64) + "\n");
        String target = newH2();

        assertThat(run(target, "sa", "import", file("file.zip"))).isEqualTo(2);

        assertThat(output.getLast()).contains("broken at entry 3", "audit-witness", "Nothing was imported");
        assertThat(TestDatabaseRows.read(new DriverManagerDataSource(target, "sa", ""))
                        .get("accounts"))
                .isEmpty();
    }

    /** Copies an export file and replaces a text in one of its entries. */
    private void replace(String file, String copy, String entry, String text, String replacement) throws IOException {
        Files.copy(directory.resolve(file), directory.resolve(copy));
        try (var zip = FileSystems.newFileSystem(directory.resolve(copy))) {
            Path path = zip.getPath(entry);
            String content = Files.readString(path, StandardCharsets.UTF_8);
            assertThat(content).contains(text);
            Files.writeString(path, content.replace(text, replacement));
        }
    }
}
