package org.stackdeck.loadtest;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.stackdeck.contract.IndependentOpenStackClient;
import tools.jackson.databind.JsonNode;

/** Creates volumes, ports and security group rules in the simulated cloud through its OpenStack APIs. */
final class ResourceSeeder {

    private static final Duration LIST_TIMEOUT = Duration.ofMinutes(2);
    private static final String PROJECT = "staff";
    private static final String NETWORK = "network";
    private static final int UNLIMITED = -1;

    /** The number of rows is the same for few and for many rules. */
    private static final int SECURITY_GROUPS = 20;

    private final BenchmarkEnvironment environment;
    private final IndependentOpenStackClient openStack;

    ResourceSeeder(BenchmarkEnvironment environment) {
        this.environment = environment;
        this.openStack = new IndependentOpenStackClient(environment.simulatorCloudsFile(), PROJECT);
        environment
                .simulatorClient()
                .post(
                        "/quotas",
                        Map.of(
                                "project",
                                PROJECT,
                                "volumes",
                                UNLIMITED,
                                "gigabytes",
                                UNLIMITED,
                                "port",
                                UNLIMITED,
                                "security_group_rule",
                                UNLIMITED))
                .expect(204);
    }

    /**
     * Creates the resources of a list page, and waits until Stackdeck lists them.
     *
     * @param count number of volumes or ports, or of the rules of all created security groups
     */
    void seed(String page, int count) {
        switch (page) {
            case "volumes" -> {
                for (int i = 0; i < count; i++) {
                    create("volumev3", "/volumes", "volume", Map.of("name", "bench-" + i, "size", 1));
                }
                environment.awaitResources(page, count, "available", LIST_TIMEOUT);
            }
            case "ports" -> {
                String network = create(NETWORK, "/v2.0/networks", "network", Map.of("name", "bench"));
                for (int i = 0; i < count; i++) {
                    create(NETWORK, "/v2.0/ports", "port", Map.of("name", "bench-" + i, "network_id", network));
                }
                environment.awaitResources(page, count, "", LIST_TIMEOUT);
            }
            case "security-groups" -> {
                for (int i = 0; i < SECURITY_GROUPS; i++) {
                    createSecurityGroup("bench-" + i, count / SECURITY_GROUPS);
                }
                environment.awaitResources(page, SECURITY_GROUPS, "", LIST_TIMEOUT);
            }
            default -> throw new IllegalArgumentException(page);
        }
    }

    private void createSecurityGroup(String name, int rules) {
        String group = create(NETWORK, "/v2.0/security-groups", "security_group", Map.of("name", name));
        for (int port = 1; port <= rules; port++) {
            Map<String, Object> rule = new HashMap<>(
                    Map.of("security_group_id", group, "direction", "ingress", "ethertype", "IPv4", "protocol", "tcp"));
            rule.put("port_range_min", port);
            rule.put("port_range_max", port);
            create(NETWORK, "/v2.0/security-group-rules", "security_group_rule", rule);
        }
    }

    /** Returns the ID of the created resource. */
    private String create(String service, String path, String wrapper, Map<String, Object> attributes) {
        JsonNode response = openStack.requestJson(service, "POST", path, Map.of(wrapper, attributes));
        return response.path(wrapper).path("id").asString();
    }
}
