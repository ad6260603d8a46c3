package org.stackdeck.product;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Tests audit exports of the built product. Unlike a mock, a server cannot send an error response after the response
 * has started.
 */
@Tag("jar")
class AuditExportTests {

    @Test
    void exportIsReturnedToAdministratorsAndRefusedToMembers() {
        StackdeckProcess stackdeckProcess = SharedDemoStackdeck.forClass(getClass());
        JsonHttpClient root = stackdeckProcess.rest("root");
        stackdeckProcess.createMember(root, "auditless");

        JsonHttpClient.Reply file = root.get("/api/admin/audit?format=json").expect(200);
        assertThat(file.header("Content-Disposition")).contains("audit.json");
        assertThat(file.body().isArray()).isTrue();
        assertThat(file.body().toString()).contains("user.approve");

        // A timestamp that the database cannot represent must be refused before the export begins.
        assertThat(root.get("/api/admin/audit?until=%2B1000000000-12-31T23:59:59Z")
                        .expect(400)
                        .body()
                        .path("field")
                        .asString())
                .isEqualTo("until");

        JsonHttpClient.Reply refused =
                stackdeckProcess.rest("auditless").get("/api/admin/audit").expect(403);
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.body().get("code").asString()).isEqualTo("not-administrator");
    }
}
