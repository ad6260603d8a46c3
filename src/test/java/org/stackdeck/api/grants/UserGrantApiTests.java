package org.stackdeck.api.grants;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.stackdeck.api.TokenRequests.as;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.stackdeck.access.Grant;
import org.stackdeck.access.GrantTerms;
import org.stackdeck.access.Grantee;
import org.stackdeck.access.Role;
import org.stackdeck.access.grant.FakeGrantService;
import org.stackdeck.api.ApiTest;
import org.stackdeck.api.ApiTestConfiguration;
import org.stackdeck.audit.AuditEntry;
import org.stackdeck.audit.FakeAuditTrail;
import org.stackdeck.cloud.CloudException;
import org.stackdeck.cloud.CloudName;
import org.stackdeck.cloud.client.FakeClouds;
import org.stackdeck.cloud.server.ServerBuilder;
import org.stackdeck.identity.FakeUserDirectory;
import org.stackdeck.identity.User;

@ApiTest
class UserGrantApiTests {

    private static final CloudName SILENT = new CloudName("silent");

    @Autowired
    MockMvcTester http;

    @Autowired
    FakeGrantService grants;

    @Autowired
    FakeUserDirectory directory;

    @Autowired
    FakeAuditTrail audit;

    @Autowired
    FakeClouds clouds;

    private User administrator;
    private User anna;

    @BeforeEach
    void someUsers() {
        administrator = directory.administrator("ada");
        anna = directory.member("anna");
        grants.replace(FakeUserDirectory.caller(administrator), Grantee.of(anna.id()), List.of());
        audit.clear();
    }

    @Test
    void replacesGrantsByNameByIdAndForAllProjects() {
        MvcTestResult put = put(administrator, "anna", """
                {"grants": [{"cloud": "lab", "project": "staff", "role": "viewer"},
                            {"cloud": "lab", "project": "p-shared-2", "role": "operator"},
                            {"cloud": "other", "project": "*", "role": "operator"}]}""");

        assertThat(put).hasStatusOk();
        assertThat(grants.listByGrantee(Grantee.of(anna.id())))
                .extracting(Grant::terms)
                .containsExactly(
                        new GrantTerms(ServerBuilder.CLOUD, Set.of(ServerBuilder.STAFF.id()), Role.VIEWER, null, null),
                        new GrantTerms(
                                ServerBuilder.CLOUD,
                                Set.of(ApiTestConfiguration.OTHER_SHARED.id()),
                                Role.OPERATOR,
                                null,
                                null),
                        new GrantTerms(ApiTestConfiguration.OTHER, Set.of(), Role.OPERATOR, null, null));
        assertThat(http.get().uri("/api/admin/users/Anna/projects").with(as(administrator.id(), "ada")))
                .hasStatusOk()
                .bodyJson()
                .isLenientlyEqualTo("""
                        {"grants": [{"cloud": "lab", "project": "staff", "projectId": "p-staff", "role": "viewer"},
                                    {"cloud": "lab", "project": "shared", "projectId": "p-shared-2", "role": "operator"},
                                    {"cloud": "other", "project": "*", "projectId": null, "role": "operator"}]}""");
    }

    @Test
    void aBadGrantIsRejectedNamingFieldAndValidValues() {
        assertRefused("{\"cloud\":\"lap\",\"project\":\"*\",\"role\":\"viewer\"}", "grants[0].cloud", "lab, other");
        assertRefused(
                "{\"cloud\":\"lab\",\"project\":\"stuff\",\"role\":\"viewer\"}",
                "grants[0].project",
                "research, shared, staff");
        assertRefused(
                "{\"cloud\":\"lab\",\"project\":\"elsewhere\",\"role\":\"viewer\"}",
                "grants[0].project",
                "research, shared, staff");
        assertRefused(
                "{\"cloud\":\"lab\",\"project\":\"shared\",\"role\":\"viewer\"}",
                "grants[0].project",
                "p-shared-1, p-shared-2");
        assertRefused(
                "{\"cloud\":\"lab\",\"project\":\"staff\",\"role\":\"owner\"}", "grants[0].role", "viewer, operator");
        assertRefused("{\"cloud\":\"lab\",\"role\":\"viewer\"}", "grants[0].project", "Missing field");
        assertRefused(
                "{\"cloud\":\"lab\",\"projct\":\"staff\",\"role\":\"viewer\"}", "grants[0].projct", "Unknown field");
        assertRefused("null", "grants[0]", "Missing field");
        assertRefused("7", "grants[0]", "wrong type");
        assertThat(put(administrator, "anna", "{}")).hasStatus(400);
        assertThat(put(administrator, "anna", "{\"grants\":{}}")).hasStatus(400);
        assertThat(put(administrator, "anna", "{\"grants\":[" + "null,".repeat(1000) + "null]}"))
                .hasStatus(400)
                .bodyText()
                .contains("1000");
    }

    @Test
    void replacesGrantsWithALimitedDuration() {
        MvcTestResult put = put(administrator, "anna", """
                {"grants": [{"cloud": "lab", "project": "staff", "role": "viewer",
                             "from": "2026-03-01T12:00:00Z", "until": "2026-03-02T00:00:00.5Z"},
                            {"cloud": "lab", "project": "research", "role": "viewer", "until": "2026-03-02T00:00:00Z"}]}""");

        assertThat(put).hasStatusOk().bodyJson().isLenientlyEqualTo("""
                {"grants": [{"project": "staff", "from": "2026-03-01T12:00:00Z", "until": "2026-03-02T00:00:00.500Z"},
                            {"project": "research", "from": null, "until": "2026-03-02T00:00:00Z"}]}""");
        assertThat(grants.listByGrantee(Grantee.of(anna.id())))
                .extracting(
                        grant -> grant.terms().from(), grant -> grant.terms().until())
                .containsExactly(
                        tuple(Instant.parse("2026-03-01T12:00:00Z"), Instant.parse("2026-03-02T00:00:00.5Z")),
                        tuple(null, Instant.parse("2026-03-02T00:00:00Z")));
    }

    @Test
    void aBadTimeIsRejectedNamingTheField() {
        String grant = "{\"cloud\":\"lab\",\"project\":\"staff\",\"role\":\"viewer\",";
        assertRefused(grant + "\"from\":\"tomorrow\"}", "grants[0].from", "2026-11-25T18:00:00Z");
        assertRefused(grant + "\"until\":\"2026-03-02\"}", "grants[0].until", "2026-11-25T18:00:00Z");
        assertRefused(
                grant + "\"from\":\"2026-03-01T12:00:00Z\",\"until\":\"2026-03-01T12:00:00Z\"}",
                "grants[0].until",
                "after grants[0].from");
    }

    @Test
    void aGrantForAnUnreachableCloudNamesTheErrorAndAllowsAllProjects() {
        clouds.failDiscovery(SILENT, () -> new CloudException(CloudException.Category.UNREACHABLE, "refused"));
        clouds.entryProblem("clouds.yaml, entry silent: connection refused");
        try {
            assertRefused(
                    "{\"cloud\":\"silent\",\"project\":\"staff\",\"role\":\"viewer\"}",
                    "grants[0].project",
                    "clouds.yaml, entry silent: connection refused");
            assertThat(put(administrator, "anna", """
                    {"grants": [{"cloud": "silent", "project": "*", "role": "viewer"}]}""")).hasStatusOk();
        } finally {
            clouds.entryProblem(null);
        }
    }

    @Test
    void aGrantForAnotherUserOrAGroupIsRejected() {
        String grant = "{\"cloud\":\"lab\",\"project\":\"staff\",\"role\":\"viewer\",";
        assertRefused(grant + "\"user\":\"ada\"}", "grants[0].user", "Omit grants[0].user");
        assertRefused(grant + "\"group\":\"Web team\"}", "grants[0].group", "Omit grants[0].group");

        assertThat(grants.listByGrantee(Grantee.of(anna.id()))).isEmpty();
    }

    @Test
    void replacesNothingWhenOneGrantIsInvalid() {
        put(administrator, "anna", """
                {"grants": [{"cloud": "lab", "project": "staff", "role": "viewer"},
                            {"cloud": "lab", "project": "none", "role": "viewer"}]}""");

        assertThat(grants.listByGrantee(Grantee.of(anna.id()))).isEmpty();
    }

    @Test
    void grantsAreRefusedForMembersBeforeValidationAndAudited() {
        MvcTestResult known = put(anna, "ada", "{\"grants\":[{\"cloud\":\"lap\"}]}");
        MvcTestResult unknown = put(anna, "nobody", "{\"grants\":[]}");
        MvcTestResult read = http.get()
                .uri("/api/admin/users/anna/projects")
                .with(as(anna.id(), "anna"))
                .exchange();

        assertThat(known).hasStatus(403).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(unknown).hasStatus(403);
        assertThat(read).hasStatus(403);
        assertThat(audit.entries())
                .hasSize(3)
                .allSatisfy(entry -> assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED));
    }

    @Test
    void grantsOfAnUnknownUserAreNotFoundForAdministrators() {
        assertThat(put(administrator, "nobody", "{\"grants\":[]}"))
                .hasStatus(404)
                .hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(put(administrator, "No Body", "{\"grants\":[]}")).hasStatus(404);
    }

    private void assertRefused(String grant, String field, String text) {
        MvcTestResult result = put(administrator, "anna", "{\"grants\":[" + grant + "]}");
        assertThat(result).hasStatus(400).hasContentTypeCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(result).bodyJson().extractingPath("$.field").isEqualTo(field);
        assertThat(result).bodyJson().extractingPath("$.detail").asString().contains(text);
    }

    private MvcTestResult put(User caller, String user, String body) {
        return http.put()
                .uri("/api/admin/users/{name}/projects", user)
                .with(as(caller.id(), caller.name().value()))
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }
}
