package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.h2.tools.RunScript;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Tests that the product starts with the database of revision d080242, migrates it, and shows its content. */
@Tag("jar")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EarlierDatabaseTests {

    private StackdeckProcess stackdeckProcess;
    private JsonHttpClient root;
    private JsonHttpClient mia;

    @BeforeAll
    void startWithTheEarlierDatabase(@TempDir Path directory) throws IOException, SQLException {
        Path data = Files.createDirectory(directory.resolve("data"));
        restore(data.resolve("stackdeck"));
        try (InputStream witness = resource("audit-witness-d080242")) {
            Files.copy(witness, data.resolve("audit-witness"));
        }
        stackdeckProcess = StackdeckProcess.withDemoCloud(directory);
        root = stackdeckProcess.rest("root");
        mia = stackdeckProcess.rest("mia");
    }

    @AfterAll
    void stop() {
        stackdeckProcess.close();
    }

    @Test
    void usersGroupsAndRolesAreKept() {
        assertThat(texts(root.get("/api/admin/users").expect(200).body().path("users"), user -> user.path("username")))
                .contains("root", "mia", "ben", "wei");
        JsonNode group =
                root.get("/api/admin/groups").expect(200).body().path("groups").path(0);
        assertThat(group.path("name").asString()).isEqualTo("Web team");
        assertThat(texts(group.path("members"), member -> member)).containsExactly("mia");
        assertThat(texts(root.get("/api/admin/roles").expect(200).body().path("roles"), role -> role.path("name")))
                .contains("night-shift");
    }

    @Test
    void grantsDecideAsBefore() {
        JsonNode servers = mia.get("/api/os/servers").expect(200).body().path("servers");
        assertThat(servers).isNotEmpty();
        assertThat(texts(servers, server -> server.path("project")).stream().distinct())
                .containsExactly("research");
        assertThat(texts(servers.path(0).path("allowedActions"), action -> action))
                .contains("rename");
        assertThat(root.get("/api/admin/grants").expect(200).body().path("grants"))
                .hasSize(4);
    }

    @Test
    void ownObjectsOfAUserAreKept() {
        assertThat(texts(mia.get("/api/keys").expect(200).body().path("keys"), key -> key.path("name")))
                .containsExactly("laptop");
        assertThat(texts(mia.get("/api/recipes").expect(200).body().path("recipes"), recipe -> recipe.path("name")))
                .containsExactly("Web server");
        assertThat(texts(
                        mia.get("/api/os/operations").expect(200).body().path("operations"),
                        operation -> operation.path("action")))
                .contains("create", "rename", "stop");
    }

    @Test
    void invitationsAndAccessRequestsAreKept() {
        assertThat(texts(
                        root.get("/api/admin/invitations").expect(200).body().path("invitations"),
                        invitation -> invitation.path("for")))
                .containsExactly("Lea Berg");
        assertThat(texts(
                        stackdeckProcess
                                .rest("ben")
                                .get("/api/access-requests")
                                .expect(200)
                                .body()
                                .path("requests"),
                        request -> request.path("reason")))
                .containsExactly("the weekly report");
    }

    @Test
    void auditTrailIsIntactAndContinues() {
        JsonNode verification =
                root.get("/api/admin/audit/verification").expect(200).body();
        assertThat(verification.path("whole").asBoolean()).isTrue();
        assertThat(verification.path("entries").asInt()).isGreaterThan(31);
        assertThat(texts(
                        root.get("/api/admin/audit?who=mia&what=server.rename")
                                .expect(200)
                                .body(),
                        entry -> entry.path("detail")))
                .isNotEmpty()
                .allMatch(detail -> detail.startsWith("operation="));
    }

    private static void restore(Path database) throws IOException, SQLException {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:h2:file:" + database + ";MODE=MariaDB", "sa", "");
                Reader script = new InputStreamReader(resource("database-d080242.sql"), StandardCharsets.UTF_8)) {
            RunScript.execute(connection, script);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(EarlierDatabaseTests.class.getResourceAsStream(name));
    }

    private static List<String> texts(JsonNode list, Function<JsonNode, JsonNode> text) {
        return list.valueStream().map(text).map(JsonNode::asString).toList();
    }
}
