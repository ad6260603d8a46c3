package org.stackdeck.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.stackdeck.contract.IndependentOpenStackClient.Response;
import org.stackdeck.platform.TestSeed;
import org.stackdeck.product.OnLab;
import tools.jackson.databind.JsonNode;

/**
 * Sends the same requests to the simulator and to a real OpenStack. Combines methods and filters on all collections
 * with existing, unknown and invalid IDs, as an administrator, a member and a reader. No request changes a real cloud.
 */
@OnLab
class GeneratedRequestTests extends ComparisonTestBase {

    private static final String UNKNOWN = "00000000-0000-4000-8000-00000000abcd";

    private static final Map<String, List<String>> COLLECTIONS = Map.of(
            "compute",
            List.of(
                    "/servers",
                    "/servers/detail",
                    "/flavors",
                    "/flavors/detail",
                    "/os-keypairs",
                    "/os-server-groups",
                    "/os-availability-zone",
                    "/limits",
                    "/servers/" + UNKNOWN + "/metadata",
                    "/servers/" + UNKNOWN + "/tags",
                    "/servers/" + UNKNOWN + "/os-interface",
                    "/servers/" + UNKNOWN + "/os-volume_attachments"),
            "image",
            List.of("/v2/images", "/v2/images/" + UNKNOWN + "/members"),
            "network",
            List.of(
                    "/v2.0/networks",
                    "/v2.0/subnets",
                    "/v2.0/ports",
                    "/v2.0/routers",
                    "/v2.0/floatingips",
                    "/v2.0/security-groups",
                    "/v2.0/address-groups",
                    "/v2.0/security-group-rules",
                    "/v2.0/rbac-policies"),
            "identity",
            List.of("/projects", "/users", "/domains", "/auth/projects", "/auth/catalog"),
            "volumev3",
            List.of(
                    "/volumes",
                    "/volumes/detail",
                    "/snapshots",
                    "/snapshots/detail",
                    "/types",
                    "/limits",
                    "/backups",
                    "/backups/detail",
                    "/os-services"));

    private static final List<String> FILTERS = List.of(
            "",
            "?limit=1",
            "?limit=0",
            "?limit=-1",
            "?limit=x",
            "?marker=" + UNKNOWN,
            "?marker=x",
            "?name=no-such-name",
            "?enabled=x",
            "?domain_id=no-such-domain",
            "?status=no-such-status",
            "?id=" + UNKNOWN,
            "?sort_key=name&sort_dir=asc",
            "?sort_key=no-such-key",
            "?sort_dir=no-such-direction",
            "?fields=id",
            "?no_such_filter=1",
            "?all_tenants=1",
            "?project_id=" + UNKNOWN);

    /** Requests to create an object with an empty document: Glance creates an image, and Keystone does not respond. */
    private static final Set<String> EXCLUDED_CREATIONS = Set.of("POST /v2/images", "POST /projects");

    /**
     * Requests that are not compared. Neutron does not check the limits of the first two. The others create the default
     * security group of the project.
     */
    private static final Set<String> EXCLUDED = Set.of(
            "/v2.0/rbac-policies?limit=-1",
            "/v2.0/rbac-policies?limit=x",
            "/v2.0/security-groups?project_id=" + UNKNOWN,
            "/v2.0/security-group-rules?project_id=" + UNKNOWN);

    private record Request(String method, String path, String body) {

        @Override
        public String toString() {
            return method + " " + path + (body.isEmpty() ? "" : " " + body);
        }
    }

    /** Decides for each collection whether the requests are also sent as a member or as a reader. */
    private static final Random RANDOM = new Random(TestSeed.printedFor(GeneratedRequestTests.class));

    /** Each has a token. */
    private static final Map<String, IndependentOpenStackClient> CLIENTS = new HashMap<>();

    private static IndependentOpenStackClient client(CloudUnderTest cloud, CredentialKind role) {
        return CLIENTS.computeIfAbsent(
                cloud.cloudsYaml() + " " + role,
                _ -> new IndependentOpenStackClient(cloud.cloudsYaml(), cloud.entry(role)));
    }

    static Stream<Arguments> collections() {
        return COLLECTIONS.entrySet().stream()
                .flatMap(service -> service.getValue().stream().map(path -> Arguments.of(service.getKey(), path)));
    }

    @ParameterizedTest
    @MethodSource("collections")
    void simulatorAnswersLikeTheLab(String service, String path) {
        List<String> differences = new ArrayList<>();
        CredentialKind other = RANDOM.nextBoolean() ? CredentialKind.MEMBER : CredentialKind.READER;
        for (CredentialKind role : List.of(CredentialKind.ADMIN, other)) {
            IndependentOpenStackClient real = client(lab, role);
            IndependentOpenStackClient simulated = client(simulator, role);
            for (Request request : requests(service, path)) {
                String expected = answer(real, service, request);
                String actual = answer(simulated, service, request);
                if (!expected.equals(actual)) {
                    differences.add(
                            role + " " + request + "\n      lab       " + expected + "\n      simulator " + actual);
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    private static List<Request> requests(String service, String path) {
        List<Request> requests = new ArrayList<>();
        FILTERS.stream()
                .filter(filter -> !EXCLUDED.contains(path + filter))
                // Keystone closes the connection if the limit is invalid.
                .filter(filter -> !service.equals("identity") || !filter.startsWith("?limit"))
                .forEach(filter -> requests.add(new Request("GET", path + filter, "")));
        for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            for (String id : List.of("", "/" + UNKNOWN, "/no-such-id", "/" + UNKNOWN + "/no-such-path")) {
                if (!EXCLUDED_CREATIONS.contains(method + " " + path + id)) {
                    requests.add(new Request(method, path + id, method.equals("DELETE") ? "" : "{}"));
                }
            }
        }
        for (String id : List.of("/" + UNKNOWN, "/no-such-id", "/" + UNKNOWN + "/no-such-path")) {
            requests.add(new Request("GET", path + id, ""));
        }
        return requests;
    }

    /** Returns the status and, for a success, the names of the fields. */
    private static String answer(IndependentOpenStackClient client, String service, Request request) {
        Response response;
        try {
            response = client.sendRaw(
                    service, request.method(), request.path(), request.body().isEmpty() ? null : request.body());
        } catch (UncheckedIOException e) {
            return "no response";
        }
        return response.status() + " " + (response.status() < 300 ? fields(response.body()) : "");
    }

    private static String fields(JsonNode document) {
        TreeSet<String> fields = new TreeSet<>(document.propertyNames());
        // The links to further pages depend on the number of objects.
        fields.removeIf(field -> field.endsWith("_links") || field.equals("next"));
        return fields.toString();
    }
}
